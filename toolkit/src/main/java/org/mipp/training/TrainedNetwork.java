package org.mipp.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mipp.data.Dataset;
import org.mipp.data.ImageWarnings;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.PastStage;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.training.judge.Evaluation;
import org.mipp.training.loss.TrainingLoss;

/**
 * A network after training, with how it went.
 *
 * @param network the trained network
 * @param start the stage that training started from; of one that was trained itself no more than it needs to be shown
 * @param dataset what it was trained and judged on
 * @param plan how it was trained
 * @param curve the learning curve
 * @param test how well it does on the test images
 * @param provenance seed, samples, device, seconds
 */
public record TrainedNetwork(
        Network network,
        NetworkStage start,
        Dataset dataset,
        TrainingPlan plan,
        List<CurvePoint> curve,
        Evaluation test,
        Provenance provenance)
        implements EvaluatedStage {

    private static final int FEW =
            2000; // 512 gained nothing where 5,000 gained points; between them nothing was measured

    /** Copies the curve. */
    public TrainedNetwork {
        start = start instanceof TrainedNetwork before ? before.withoutPast() : start;
        curve = List.copyOf(curve);
    }

    /** {@return whether the loss became infinite or no number, on the way or in the end} */
    public boolean diverged() {
        return !Double.isFinite(test.loss()) && test.images() > 0
                || curve.stream().anyMatch(point -> !Double.isFinite(point.loss()));
    }

    @Override
    public Optional<Dataset> data() {
        return test.images() > 0 ? Optional.of(dataset) : Optional.empty();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Images images = plan.chosen(dataset);
        ImageWarnings.of(images).forEach(doubt -> warnings.add("training images: " + doubt));
        if (test.images() > 0) {
            warnings.addAll(EvaluatedStage.super.warnings());
        }
        if (plan.loss() instanceof TrainingLoss.Outputs && images.size() < FEW) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d images are few to learn a network's outputs from: it takes thousands, with or without labels",
                    images.size()));
        }
        if (diverged()) {
            warnings.add("the loss is not finite; take a lower learning rate");
        }
        return warnings;
    }

    @Override
    public String label() {
        return start.label() + (start instanceof Network ? ", trained" : ", retrained");
    }

    @Override
    public Network trainedFrom() {
        return start.trainedFrom();
    }

    @Override
    public boolean pruned() {
        return start.pruned();
    }

    @Override
    public TrainedNetwork withoutPast() {
        return start instanceof Network || start instanceof PastStage
                ? this
                : new TrainedNetwork(network, PastStage.of(start), dataset, plan, curve, test, provenance);
    }

    @Override
    public String toString() {
        return summary() + "\n  " + plan + "\n  " + provenance + Notes.of(warnings());
    }
}
