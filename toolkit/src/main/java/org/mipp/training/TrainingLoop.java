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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.GradientLock;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Dropout;
import org.mipp.run.RandomOrder;
import org.mipp.run.progress.Progress;
import org.mipp.training.loss.BatchLoss;

/** The loop over the steps of a plan, or some of them: everything that is trained is trained here. */
final class TrainingLoop {

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
    private final BatchLoss loss;
    private final TrainingPlan plan;
    private final Images images;
    private final StepHook hook;
    private final Progress progress;
    private final boolean dropout;
    private final LearningCurve curve;
    private final Keeper keeper;
    private long next; // the step to take next
    private String how = ""; // it goes

    /**
     * What is to be done.
     *
     * @param label of the network
     * @param images to learn from
     * @param plan how
     * @param hook what else happens within every step
     */
    record Course(String label, Images images, TrainingPlan plan, StepHook hook) {

        long steps() {
            return plan.steps(images.size());
        }
    }

    /** A network that is learning, and what it learns from being wrong. */
    private record Learner(LiveNetwork live, Trainer trainer, BatchLoss loss) {}

    /** Keeps how far a training is. */
    private interface Keeper {
        void keep(long taken);
    }

    private TrainingLoop(Learner learner, Course course, Progress progress, LearningCurve curve, Keeper keeper) {
        this.live = learner.live();
        this.trainer = learner.trainer();
        this.loss = learner.loss();
        this.plan = course.plan();
        this.images = course.images();
        this.hook = course.hook();
        this.progress = progress;
        this.curve = curve;
        this.keeper = keeper;
        this.dropout =
                live.network().architecture().layers().stream().anyMatch(layer -> layer.operation() instanceof Dropout);
    }

    /** Takes the steps of a plan from one number, counted from 0, up to but without another, and keeps nothing on the way. */
    static Outcome part(Network start, Course course, long from, long to) {
        return run(Checkpoint.none(start), course, from, to);
    }

    /** Takes all steps of a plan, from its checkpoint on if it has one that is there. */
    static Outcome whole(Network start, String label, Images images, TrainingPlan plan) {
        Course course = new Course(label, images, plan, StepHook.NONE);
        return run(Checkpoint.of(start, images, plan), course, 0, course.steps());
    }

    private static Outcome run(Checkpoint begin, Course course, long from, long to) {
        TrainingPlan plan = course.plan();
        int batch = Math.min(plan.batchSize(), course.images().size());
        BatchMemory.requireRoomToLearn(begin.network().architecture(), batch);
        long first = from + begin.taken();
        try (Progress progress = Progress.of("training " + course.label(), to - first);
                LiveNetwork live = LiveNetwork.learning(begin.network(), DataType.FLOAT32);
                BatchLoss loss = BatchLoss.open(plan.loss(), live);
                Model model = Model.newInstance("training", live.device())) {
            model.setBlock(live.block());
            OptimiserMemory memory = OptimiserMemory.of(live, begin.memory());
            Optimizer optimizer = DjlOptimiser.of(plan, from, begin.taken(), course.steps(), memory);
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()) // not used
                    .optOptimizer(optimizer)
                    .optDevices(new Device[] {live.device()});
            LearningCurve curve = begin.curve();
            Keeper keeper = taken ->
                    begin.keep(taken, live::snapshot, memory::read, curve, begin.seconds() + progress.seconds());
            try (Trainer trainer = model.newTrainer(config)) {
                Learner learner = new Learner(live, trainer, loss);
                new TrainingLoop(learner, course, progress, curve, keeper).run(first, to);
                return new Outcome(
                        live.snapshot(),
                        curve.points(),
                        live.device().toString(),
                        begin.seconds() + progress.seconds());
            }
        }
    }

    private void run(long from, long to) {
        next = from;
        try {
            steps(from, to);
        } catch (CancellationException e) {
            keeper.keep(next);
            throw e;
        }
    }

    private void steps(long from, long to) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        int batches = plan.batches(images.size());
        for (int epoch = 0; (long) epoch * batches < to; epoch++) {
            long first = (long) epoch * batches;
            int[] order =
                    RandomOrder.of(images.size(), random); // of epochs that are skipped too: the next depends on it
            Images seen = plan.augmentation().of(images, plan.seed(), epoch);
            for (int batch = (int) Math.max(0, from - first); batch < Math.min(batches, to - first); batch++) {
                int start = batch * plan.batchSize();
                int end = Math.min(order.length, start + plan.batchSize());
                step(
                        new TrainingStep(live, first + batch, plan.steps(images.size())),
                        seen.select(Arrays.copyOfRange(order, start, end)));
                note(epoch, batch, batches);
            }
        }
    }

    private void step(TrainingStep step, Images chosen) {
        try (NDManager scope = live.manager().newSubManager()) {
            NDArray input = LiveNetwork.toInput(live.upload(chosen, scope));
            BatchLoss.Target target = loss.target(chosen, input, scope);
            GradientLock.take(progress, () -> gradients(step, input, target));
        }
        hook.gradientsKnown(step);
        trainer.step();
        hook.weightsChanged(step);
    }

    private void gradients(TrainingStep step, NDArray input, BatchLoss.Target target) {
        if (dropout) {
            live.manager().getEngine().setRandomSeed(Long.hashCode(plan.seed() * 1_000_003 + step.number()));
        }
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDArray logits = trainer.forward(new NDList(input)).singletonOrThrow();
            NDArray value = target.loss(logits);
            collector.backward(value);
            float accuracy = logits.argMax(1)
                    .eq(target.classes())
                    .toType(DataType.FLOAT32, false)
                    .mean()
                    .getFloat();
            curve.add(target.classes().size(), value.getFloat(), accuracy);
        }
    }

    private void note(int epoch, int batch, int batches) {
        curve.stepTaken(epoch, batch, batches).ifPresent(point -> {
            progress.plot("epochs", point.epoch(), "accuracy, %", 100 * point.accuracy());
            how = String.format(Locale.ROOT, "loss %.3f, accuracy %.1f %%", point.loss(), 100 * point.accuracy());
        });
        next++;
        if (batch == batches - 1 || next % Checkpoint.STEPS_BETWEEN == 0) {
            keeper.keep(next);
        }
        progress.advance(1, how);
    }
}
