package org.mipp.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.GradientLock;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Dropout;
import org.mipp.run.Progress;
import org.mipp.run.RandomOrder;

/** The loop over the steps of a plan, or some of them: everything that is trained is trained here. */
final class TrainingLoop {

    private static final int POINTS_PER_EPOCH = 20;

    /**
     * What a training made.
     *
     * @param network the trained network
     * @param curve how loss and accuracy went, if whole epochs were trained
     * @param device where it was trained
     * @param seconds wall clock
     */
    record Outcome(Network network, List<CurvePoint> curve, String device, double seconds) {}

    private final LiveNetwork live;
    private final Trainer trainer;
    private final TrainingPlan plan;
    private final Images images;
    private final StepHook hook;
    private final Progress progress;
    private final boolean dropout;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final List<CurvePoint> curve = new ArrayList<>();
    private double lossSum;
    private double correctSum;
    private int summed; // batches of the next point, and their images
    private long seen;

    private TrainingLoop(
            LiveNetwork live, Trainer trainer, TrainingPlan plan, Images images, StepHook hook, Progress progress) {
        this.live = live;
        this.trainer = trainer;
        this.plan = plan;
        this.images = images;
        this.hook = hook;
        this.progress = progress;
        this.dropout =
                live.network().architecture().layers().stream().anyMatch(layer -> layer.operation() instanceof Dropout);
    }

    /** Takes the steps of a plan from one number, counted from 0, up to but without another. */
    static Outcome run(
            Network start, String label, Images images, TrainingPlan plan, long from, long to, StepHook hook) {
        BatchMemory.requireRoomToLearn(start.architecture(), Math.min(plan.batchSize(), images.size()));
        try (Progress progress = Progress.of("training " + label, to - from);
                LiveNetwork live = LiveNetwork.open(start);
                Model model = Model.newInstance("training", live.device())) {
            model.setBlock(live.block());
            Optimizer optimizer = DjlOptimiser.of(plan, from, plan.steps(images.size()), live.manager());
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .optOptimizer(optimizer)
                    .optDevices(new Device[] {live.device()});
            try (Trainer trainer = model.newTrainer(config)) {
                TrainingLoop loop = new TrainingLoop(live, trainer, plan, images, hook, progress);
                loop.run(from, to);
                return new Outcome(live.snapshot(), loop.curve, live.device().toString(), progress.seconds());
            }
        }
    }

    private void run(long from, long to) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        int batches = plan.batches(images.size());
        for (int epoch = 0; (long) epoch * batches < to; epoch++) {
            long first = (long) epoch * batches;
            int[] order =
                    RandomOrder.of(images.size(), random); // of epochs that are skipped too: the next depends on it
            for (int batch = (int) Math.max(0, from - first); batch < Math.min(batches, to - first); batch++) {
                int start = batch * plan.batchSize();
                int end = Math.min(order.length, start + plan.batchSize());
                step(
                        new TrainingStep(live, first + batch, plan.steps(images.size())),
                        images.select(Arrays.copyOfRange(order, start, end)));
                note(epoch, batch, batches);
            }
        }
    }

    private void step(TrainingStep step, Images chosen) {
        try (NDManager scope = live.manager().newSubManager()) {
            NDArray input = LiveNetwork.toInput(live.upload(chosen, scope));
            NDArray target = live.uploadLabels(chosen, scope);
            GradientLock.take(progress, () -> gradients(step, input, target));
        }
        hook.gradientsKnown(step);
        trainer.step();
        hook.weightsChanged(step);
    }

    private void gradients(TrainingStep step, NDArray input, NDArray target) {
        if (dropout) {
            live.manager().getEngine().setRandomSeed(Long.hashCode(plan.seed() * 1_000_003 + step.number()));
        }
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList logits = trainer.forward(new NDList(input));
            NDArray value = loss.evaluate(new NDList(target), logits);
            collector.backward(value);
            long size = target.size();
            seen += size;
            lossSum += size * value.getFloat();
            correctSum += size
                    * logits.singletonOrThrow()
                            .argMax(1)
                            .eq(target)
                            .toType(DataType.FLOAT32, false)
                            .mean()
                            .getFloat();
        }
    }

    private void note(int epoch, int batch, int batches) {
        int stride = Math.max(1, batches / POINTS_PER_EPOCH);
        int left = batches - batch - 1;
        if (++summed >= stride && left >= stride || left == 0) { // a few last batches alone would look like a jump
            CurvePoint point = new CurvePoint(epoch + (batch + 1.0) / batches, lossSum / seen, correctSum / seen);
            curve.add(point);
            progress.plot("epochs", point.epoch(), "accuracy, %", 100 * point.accuracy());
            lossSum = 0;
            correctSum = 0;
            summed = 0;
            seen = 0;
        }
        progress.advance(1, curve.isEmpty() ? "" : describe(curve.get(curve.size() - 1)));
    }

    private static String describe(CurvePoint point) {
        return String.format(Locale.ROOT, "loss %.3f, accuracy %.1f %%", point.loss(), 100 * point.accuracy());
    }
}
