package org.mipp.training;

import java.util.ArrayList;
import java.util.List;
import org.mipp.data.Dataset;
import org.mipp.data.ImageWarnings;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;

/**
 * A network after training, with how it went.
 *
 * @param network the trained network
 * @param start the stage that training started from
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

    /** Copies the curve. */
    public TrainedNetwork {
        curve = List.copyOf(curve);
    }

    /** {@return whether the loss became infinite or no number, on the way or in the end} */
    public boolean diverged() {
        return !Double.isFinite(test.loss()) || curve.stream().anyMatch(point -> !Double.isFinite(point.loss()));
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        ImageWarnings.of(plan.chosen(dataset)).forEach(doubt -> warnings.add("training images: " + doubt));
        warnings.addAll(EvaluatedStage.super.warnings());
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
    public String toString() {
        return summary() + "\n  " + plan + "\n  " + provenance + Notes.of(warnings());
    }
}
