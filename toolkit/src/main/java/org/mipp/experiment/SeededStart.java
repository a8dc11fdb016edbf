package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.run.Provenance;
import org.mipp.selection.Budget;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.EvaluatedStage;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;
import org.mipp.training.loss.TrainingLoss;

/** What all runs of one seed of an {@link Experiment} start from: the whole network and what was captured of it, made once. */
final class SeededStart {

    private final Experiment experiment;
    private final Protocol protocol;
    private final Path file;
    private final long seed;
    private Optional<EvaluatedStage> whole = Optional.empty();
    private Optional<Activations> captured = Optional.empty();
    private final List<Path> checkpoints = new ArrayList<>(); // of the trainings of the run that is being made
    private String place = "whole"; // among the runs of the seed

    /**
     * Prepares a seed; nothing is trained yet.
     *
     * @param file where the trained network is kept
     */
    SeededStart(Experiment experiment, Path file, long seed) {
        this.experiment = experiment;
        this.protocol = experiment.protocol();
        this.file = file;
        this.seed = seed;
    }

    /** What is captured of the network that is to be pruned, trained or new. */
    Activations captured() {
        if (captured.isEmpty()) {
            EvaluatedStage start = protocol.when() == Protocol.When.BEFORE_TRAINING
                    ? EvaluatedNetwork.of(fresh(), experiment.data())
                    : trained();
            captured = Optional.of(Capture.of(
                    start, experiment.data().sample(protocol.images(), seed), CaptureOptions.DEFAULT.seed(seed)));
        }
        return captured.get();
    }

    /** The whole network after training, from the folder if it is there. */
    EvaluatedStage trained() {
        if (whole.isEmpty()) {
            whole = Optional.of(experiment.start() instanceof EvaluatedStage judged ? judged : trainOrLoad());
        }
        return whole.get();
    }

    private EvaluatedStage trainOrLoad() {
        TrainingPlan plan = protocol.training().seed(seed);
        if (Files.exists(file)) {
            Network network = NetworkFile.load(file);
            Evaluation test = Evaluation.of(network, experiment.data().test());
            return new TrainedNetwork(
                    network, fresh(), experiment.data(), plan, List.of(), test, new Provenance(seed, 0, "", 0));
        }
        TrainedNetwork trained = train(fresh(), plan);
        NetworkFile.save(file, trained.network());
        runIsKept();
        return trained;
    }

    private Network fresh() {
        return Initialisation.of(experiment.start().network().architecture(), seed);
    }

    /** Trains with this seed; on outputs, those of the whole network if no other is named. */
    TrainedNetwork train(Network network, TrainingPlan plan) {
        TrainingPlan taught = plan.loss() instanceof TrainingLoss.Outputs
                ? plan.taughtBy(trained().network())
                : plan;
        TrainedNetwork trained = Training.train(network, experiment.data(), resumable(network, taught.seed(seed)));
        argument(
                trained.test().judged(),
                "training of %s: expected finite outputs in the end, got none by %s; take a lower learning rate",
                network.label(),
                trained.plan());
        return trained;
    }

    /** Says at which budget runs are made from now on: another process may train the same network at another one. */
    void at(Budget budget) {
        place = budget.key().toString();
    }

    /** In an experiment that is kept, a training that a kill stops goes on where it was. */
    private TrainingPlan resumable(Network network, TrainingPlan plan) {
        if (experiment.folder().isEmpty()) {
            return plan;
        }
        String what =
                String.join(" ", place, network.fingerprint(), plan.toString(), String.valueOf(checkpoints.size()));
        Path checkpoint = file.resolveSibling(
                "going-on-" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)) + ".safetensors");
        checkpoints.add(checkpoint);
        return plan.resumeFrom(checkpoint);
    }

    /** Removes the checkpoints of a run, once it is in its ledger. */
    void runIsKept() {
        try {
            for (Path checkpoint : checkpoints) {
                Files.deleteIfExists(checkpoint);
            }
            checkpoints.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the checkpoint of a finished run", e);
        }
    }
}
