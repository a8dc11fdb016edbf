package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.run.progress.Workers;
import org.mipp.selection.Budget;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.EvaluatedStage;
import org.mipp.training.TrainingPlan;

/**
 * Methods x budgets x seeds under one protocol, reported by the field's checklist (Blalock, Gonzalez Ortiz, Frankle, Guttag,
 * What is the State of Neural Network Pruning?, arXiv:2003.03033):
 *
 * <pre>{@code
 * experiment(lenet5(), mnist()).methods(mipp(), l1Norm(), random(0)).budgets(parameters(0.25)).seeds(3).run()
 * }</pre>
 * <p>Every method starts from the same weights, is cut to the same budget, offered the same treatments without training
 * (see {@link RepairMethod}) and retrained for the same steps, with and without g. What starts over, with new weights or such as
 * were set back, is trained like the whole network first. A method that cannot prune this network fails
 * alone, with the reason.
 *
 * <p>With a folder every finished run is on disk before the next one starts: after an interrupt or a kill the same call goes
 * on where it was. Methods, budgets and seeds may be added later. Runs are made one after the other, each on all cores that
 * PyTorch uses, because there may be one gradient collector per process. To run more than one at a time start the same program
 * more than once with the same folder: the processes take seeds and budgets in turn, wait for each other, and all have the result.
 *
 * @param start a network of the architecture, which is given new weights and trained for every seed; or one that has been
 *     trained or evaluated, which all seeds start from
 * @param data what to train on and to be judged by
 * @param methods the first one says the widths where others have to follow it
 * @param budgets how much is to be left
 * @param seeds of weights, images, choices and the order of training
 * @param protocol all else
 * @param folder where finished runs and trained networks are kept; absent to keep them only until the end
 */
public record Experiment(
        NetworkStage start,
        Dataset data,
        List<SelectionMethod> methods,
        List<Budget> budgets,
        List<Long> seeds,
        Protocol protocol,
        Optional<Path> folder) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if something is there twice, or a trained network is to be pruned before training
     */
    public Experiment {
        methods = distinct(methods, methods.stream().map(SelectionMethod::name).toList(), "method names");
        budgets = distinct(budgets, budgets.stream().map(Budget::toString).toList(), "budgets");
        seeds = distinct(seeds, seeds, "seeds");
        argument(
                start instanceof Network || start instanceof EvaluatedStage,
                "experiment: expected a new network, or one that was trained or evaluated, got %s; prune copies of %s instead",
                start.label(),
                start.network().label());
        argument(
                start instanceof Network || protocol.when() == Protocol.When.AFTER_TRAINING,
                "experiment before training: expected a new network, got %s; give its architecture with new weights",
                start.label());
    }

    private static <T> List<T> distinct(List<T> values, List<?> names, String what) {
        argument(
                names.stream().distinct().count() == names.size(),
                "experiment: expected different %s, got %s; leave out what is there twice, or compare in two experiments",
                what,
                names);
        return List.copyOf(values);
    }

    /**
     * Starts with no methods, no budgets, seed 0 and {@link Protocol#DEFAULT}.
     *
     * @param start a new network, or one that has been trained or evaluated
     * @param data what to train on and to be judged by
     * @return the experiment
     */
    public static Experiment of(NetworkStage start, Dataset data) {
        return new Experiment(start, data, List.of(), List.of(), List.of(0L), Protocol.DEFAULT, Optional.empty());
    }

    /**
     * Names the methods.
     *
     * @param chosen with different names; the first sets the widths that others follow where they cannot share a budget out
     * @return the changed experiment
     */
    public Experiment methods(SelectionMethod... chosen) {
        return new Experiment(start, data, List.of(chosen), budgets, seeds, protocol, folder);
    }

    /**
     * {@return the experiment with these budgets}
     *
     * @param chosen of the whole network, or per layer
     */
    public Experiment budgets(Budget... chosen) {
        return new Experiment(start, data, methods, List.of(chosen), seeds, protocol, folder);
    }

    /**
     * {@return the experiment, all of it repeated with other seeds}
     *
     * @param count seeds from 0 on
     */
    public Experiment seeds(int count) {
        return seeds(LongStream.range(0, count).toArray());
    }

    /**
     * {@return the experiment with these seeds}
     *
     * @param chosen different ones
     */
    public Experiment seeds(long... chosen) {
        return new Experiment(
                start, data, methods, budgets, Arrays.stream(chosen).boxed().toList(), protocol, folder);
    }

    /** {@return the experiment with networks that are pruned before they are trained} */
    public Experiment beforeTraining() {
        return with(protocol.when(Protocol.When.BEFORE_TRAINING));
    }

    /** {@return the experiment with all methods at the widths of the first: what differs is only which nodes stay} */
    public Experiment atTheSameWidths() {
        return with(protocol.sharing(Protocol.Sharing.LIKE_THE_FIRST));
    }

    /** {@return the experiment with as many nodes in all as the first method keeps, shared out by each method itself} */
    public Experiment asManyNodes() {
        return with(protocol.sharing(Protocol.Sharing.AS_MANY_NODES));
    }

    /**
     * Changes how whole networks are trained, and pruned ones if they are pruned before training.
     *
     * @param plan whose seed gives way to the experiment's
     * @return the changed experiment
     */
    public Experiment training(TrainingPlan plan) {
        return with(protocol.training(plan));
    }

    /**
     * Changes how pruned networks are retrained.
     *
     * @param plan whose seed gives way to the experiment's
     * @return the changed experiment
     */
    public Experiment retraining(TrainingPlan plan) {
        return with(protocol.retraining(plan));
    }

    /**
     * {@return the experiment, networks retrained after these treatments; they are judged after all of them}
     *
     * @param first one
     * @param others more
     */
    public Experiment retrainedAfter(RepairMethod first, RepairMethod... others) {
        return with(protocol.retrained(EnumSet.of(first, others)));
    }

    /**
     * {@return the experiment with so many training images captured}
     *
     * @param count images
     */
    public Experiment images(int count) {
        return with(protocol.images(count));
    }

    /** {@return the experiment without networks of the same size that are trained from scratch} */
    public Experiment withoutScratch() {
        return with(protocol.scratch(false));
    }

    /**
     * Keeps every finished run in a folder and takes over those that are there already, by the {@link SelectionMethod#key} of
     * their method.
     *
     * @param path the folder; made if it is not there
     * @return the changed experiment
     */
    public Experiment resumeFrom(Path path) {
        return new Experiment(start, data, methods, budgets, seeds, protocol, Optional.of(path));
    }

    private Experiment with(Protocol changed) {
        return new Experiment(start, data, methods, budgets, seeds, changed, folder);
    }

    /**
     * Lets workers make the runs, such as a cluster's machines: each run is a piece of work, and is kept when it arrives.
     *
     * @param workers who runs; need not see the folder
     * @return all runs, as of {@link #run()}
     */
    public ExperimentResult runOn(Workers workers) {
        return inFolder(path -> new SharedRuns(this, path, workers).run());
    }

    /**
     * Runs what is not in the folder yet.
     *
     * @return all runs
     * @throws IllegalArgumentException if there is no method, budget or seed, there are fewer images than planned, or the
     *     folder is another experiment's or of an earlier version, or a method has no key to be kept under
     * @throws UncheckedIOException if the folder cannot be written, for example because the disk is full; no finished run is lost
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; finished runs are in the folder
     */
    public ExperimentResult run() {
        return inFolder(path -> new ExperimentRunner(this, path).run());
    }

    private ExperimentResult inFolder(Function<Path, ExperimentResult> runs) {
        ExperimentSetup.check(this);
        if (folder.isPresent()) {
            return runs.apply(folder.get());
        }
        try {
            Path scratch = Files.createTempDirectory("mipp-experiment");
            try {
                return runs.apply(scratch);
            } finally {
                RunFolder.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use a temporary folder; give one: resumeFrom(folder)", e);
        }
    }
}
