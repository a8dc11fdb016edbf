package org.mipp.information.neural;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.mipp.run.RandomOrder;
import org.mipp.run.progress.Progress;

/**
 * The training loop of all neural estimators: Adam on shuffled batches of the training samples, a look at the validation
 * samples every so often, and in the end the weights of the look that was best. The test samples are not touched.
 */
final class EarlyStopping {

    private final NeuralOptions options;
    private final SplitSamples samples;
    private final SplittableRandom random;
    private final Progress progress;
    private final List<NeuralEstimate.Point> curve = new ArrayList<>();
    private int bestStep;
    private double best = Double.NEGATIVE_INFINITY;
    private boolean stopped;

    EarlyStopping(NeuralOptions options, SplitSamples samples, SplittableRandom random, Progress progress) {
        this.options = options;
        this.samples = samples;
        this.random = random;
        this.progress = progress;
    }

    /**
     * Trains.
     *
     * @param start the starting weights
     * @param manager owns the weights from now on
     * @param learner what is trained, given the vector of its weights
     * @return the learner with the best weights
     * @throws IllegalArgumentException if it was never worth a number
     */
    <L extends TrainableModel> L run(float[] start, NDManager manager, Function<NDArray, L> learner) {
        AveragedAdamW adam = new AveragedAdamW(manager, start, options);
        L moving = learner.apply(adam.weights());
        L averaged = learner.apply(adam.average());
        float[] bestWeights = start;
        Batches batches = new Batches();
        for (int step = 1; step <= options.steps() && !stopped; step++) {
            try (NDManager scope = manager.newSubManager()) {
                adam.step(moving.gradient(batches.next(), scope));
            }
            if (step % options.checkEvery() == 0 && look(step, averaged)) {
                bestWeights = adam.average().toFloatArray();
            }
            progress.advance(1, detail());
        }
        progress.complete();
        argument(
                best > Double.NEGATIVE_INFINITY,
                "training: expected a finite value on the validation samples, got none in %d looks; lower the learning rate",
                curve.size());
        return learner.apply(manager.create(bestWeights)); // setting the average anew would not reach views of it
    }

    /** Looks at the validation samples; says whether they look better than ever. */
    private boolean look(int step, TrainableModel averaged) {
        int held = Math.min(samples.train(), samples.validation() - samples.train());
        double validation = averaged.value(samples.train(), samples.validation());
        curve.add(new NeuralEstimate.Point(step, averaged.value(0, held), validation));
        progress.plot("steps", step, "validation samples, nats", validation);
        boolean better = validation > best;
        if (better) {
            best = validation;
            bestStep = step;
        }
        stopped = step - bestStep >= options.patience() * options.checkEvery();
        return better;
    }

    private String detail() {
        return curve.isEmpty() ? "" : String.format(Locale.ROOT, "best validation value %.3f", best);
    }

    List<NeuralEstimate.Point> curve() {
        return curve;
    }

    int bestStep() {
        return bestStep;
    }

    /** What there is to doubt about the training itself. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!stopped) {
            warnings.add("training ended after " + options.steps()
                    + " steps before the validation value had stopped rising; allow more steps");
        }
        return warnings;
    }

    /** Batches of training samples: a fresh order for every pass, the remainder of a pass left out. */
    private final class Batches {

        private final int size = Math.min(options.batchSize(), samples.train());
        private int[] order = {};
        private int position;

        int[] next() {
            if (position + size > order.length) {
                order = RandomOrder.of(samples.train(), random);
                position = 0;
            }
            position += size;
            return Arrays.copyOfRange(order, position - size, position);
        }
    }
}
