package org.mipp.training;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.LiveNetwork;
import org.mipp.network.Network;
import org.mipp.network.Stage;
import org.mipp.run.Progress;
import org.mipp.run.Provenance;

/** Trains a network on labelled images. */
public final class Training {

    private static final int POINTS_PER_EPOCH = 20;

    private Training() {}

    /**
     * Trains a network, from the weights that it has.
     *
     * @param start where to start from; left as it is
     * @param data training images, and test images to judge the result by
     * @param plan how to train
     * @return the trained network
     * @throws IllegalArgumentException if the network does not fit the images
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static TrainedNetwork train(Stage start, Dataset data, TrainingPlan plan) {
        Images images = plan.images() == 0 ? data.train() : data.train().first(plan.images());
        List<CurvePoint> curve = new ArrayList<>();
        long steps = (long) plan.epochs() * ((images.size() + plan.batchSize() - 1) / plan.batchSize());
        Network trained;
        String device;
        double seconds;
        try (Progress progress = Progress.of("training " + start.label(), steps);
                LiveNetwork live = LiveNetwork.open(start.network())) {
            new Run(live, images, plan, curve, progress).run();
            trained = live.snapshot();
            device = live.device().toString();
            seconds = progress.seconds();
        }
        Evaluation test = Evaluation.of(trained, data.test());
        return new TrainedNetwork(
                trained, start, data, plan, curve, test, new Provenance(plan.seed(), images.size(), device, seconds));
    }

    /** One training run: the arrays and sums that its steps share. */
    private static final class Run {

        private final LiveNetwork live;
        private final Images images;
        private final TrainingPlan plan;
        private final List<CurvePoint> curve;
        private final Progress progress;
        private final Loss loss = Loss.softmaxCrossEntropyLoss();
        private double lossSum;
        private double correctSum;
        private int steps;

        Run(LiveNetwork live, Images images, TrainingPlan plan, List<CurvePoint> curve, Progress progress) {
            this.live = live;
            this.images = images;
            this.plan = plan;
            this.curve = curve;
            this.progress = progress;
        }

        void run() {
            Optimizer adam = Optimizer.adam()
                    .optLearningRateTracker(Tracker.fixed((float) plan.learningRate()))
                    .build();
            try (Model model = Model.newInstance("training", live.device())) {
                model.setBlock(live.block());
                try (Trainer trainer = model.newTrainer(
                        new DefaultTrainingConfig(loss).optOptimizer(adam).optDevices(new ai.djl.Device[] {live.device()
                        }))) {
                    NDArray bytes = live.upload(images, live.manager());
                    NDArray labels = live.manager().create(images.labels(), new Shape(images.size()), DataType.INT8);
                    SplittableRandom random = new SplittableRandom(plan.seed());
                    for (int epoch = 0; epoch < plan.epochs(); epoch++) {
                        runEpoch(trainer, bytes, labels, epoch, shuffled(images.size(), random));
                    }
                }
            }
        }

        private void runEpoch(Trainer trainer, NDArray bytes, NDArray labels, int epoch, long[] order) {
            int batches = (order.length + plan.batchSize() - 1) / plan.batchSize();
            int stride = Math.max(1, batches / POINTS_PER_EPOCH);
            for (int batch = 0; batch < batches; batch++) {
                int from = batch * plan.batchSize();
                int to = Math.min(order.length, from + plan.batchSize());
                try (NDManager scope = live.manager().newSubManager()) {
                    NDArray index = scope.create(java.util.Arrays.copyOfRange(order, from, to));
                    step(trainer, take(bytes, index, scope), take(labels, index, scope));
                }
                if (++steps == stride || batch + 1 == batches) {
                    curve.add(new CurvePoint(epoch + (batch + 1.0) / batches, lossSum / steps, correctSum / steps));
                    lossSum = 0;
                    correctSum = 0;
                    steps = 0;
                }
                CurvePoint last = curve.isEmpty() ? new CurvePoint(0, Double.NaN, 0) : curve.get(curve.size() - 1);
                progress.advance(
                        1,
                        String.format(Locale.ROOT, "loss %.3f, accuracy %.1f %%", last.loss(), 100 * last.accuracy()));
            }
        }

        private void step(Trainer trainer, NDArray bytes, NDArray labels) {
            NDArray input = LiveNetwork.toInput(bytes);
            NDArray target = labels.toType(DataType.INT64, false);
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList logits = trainer.forward(new NDList(input));
                NDArray value = loss.evaluate(new NDList(target), logits);
                collector.backward(value);
                lossSum += value.getFloat();
                correctSum += logits.singletonOrThrow()
                        .argMax(1)
                        .eq(target)
                        .toType(DataType.FLOAT32, false)
                        .mean()
                        .getFloat();
            }
            trainer.step();
        }

        private static NDArray take(NDArray from, NDArray index, NDManager scope) {
            NDArray taken = from.get(new NDIndex("{}", index));
            taken.attach(scope);
            return taken;
        }

        private static long[] shuffled(int size, SplittableRandom random) {
            long[] order = new long[size];
            for (int i = 0; i < size; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            return order;
        }
    }
}
