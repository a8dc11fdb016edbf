package org.mipp.experiment;

import java.util.Locale;
import java.util.Optional;
import org.mipp.data.Dataset;
import org.mipp.network.Architecture;
import org.mipp.network.Network;
import org.mipp.network.Stage;
import org.mipp.run.Progress;
import org.mipp.run.Provenance;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;
import org.mipp.surgery.Repair;
import org.mipp.training.Evaluation;
import org.mipp.training.Judged;

/**
 * A network after pruning: cut to the nodes that stay, and repaired by g without labels or training.
 *
 * @param start the stage before
 * @param masks which nodes stayed
 * @param cut the smaller network with the kept weights as they were
 * @param network the same with g installed
 * @param accuracy how well it does at each step, where the data are known
 * @param provenance seed, samples, device, seconds of cut and repair
 */
public record PrunedNetwork(
        Stage start, Masks masks, Network cut, Network network, Optional<Steps> accuracy, Provenance provenance)
        implements Stage {

    /**
     * Test results around a cut.
     *
     * @param before of the network before the cut
     * @param afterCut right after the cut
     * @param afterRepair with g installed
     */
    public record Steps(Evaluation before, Evaluation afterCut, Evaluation afterRepair) {}

    /**
     * Cuts and repairs a network; judges it if the data are known.
     *
     * @param start the network
     * @param masks which nodes stay, and the images for the repair
     * @return the pruned network
     * @throws IllegalArgumentException if the masks are those of another network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static PrunedNetwork of(Stage start, Masks masks) {
        try (Progress progress = Progress.of("pruning " + start.label() + " by " + masks.method(), 3)) {
            Network source = masks.source(start.network());
            Network cut = Cut.apply(source, masks);
            progress.advance(1, "installing g");
            Network repaired = Repair.install(source, cut, masks);
            double seconds = progress.seconds();
            progress.advance(1, "judging");
            Optional<Steps> accuracy = start.data().map(data -> judge(start, cut, repaired, data));
            progress.advance(1, "");
            Provenance captured = masks.activations().provenance();
            return new PrunedNetwork(
                    start,
                    masks,
                    cut,
                    repaired,
                    accuracy,
                    new Provenance(captured.seed(), captured.samples(), captured.device(), seconds));
        }
    }

    private static Steps judge(Stage start, Network cut, Network repaired, Dataset data) {
        return new Steps(
                start instanceof Judged judged ? judged.test() : Evaluation.of(start.network(), data.test()),
                Evaluation.of(cut, data.test()),
                Evaluation.of(repaired, data.test()));
    }

    @Override
    public String label() {
        return start.network().label() + ", pruned by " + masks.method();
    }

    @Override
    public Optional<Dataset> data() {
        return start.data();
    }

    @Override
    public String toString() {
        Architecture before = start.network().architecture();
        Architecture after = network.architecture();
        String sizes = String.format(
                Locale.ROOT,
                "%s (%s): %d of %d nodes, %,d of %,d parameters, %,d of %,d MACs",
                label(),
                masks.budget(),
                after.nodes(),
                before.nodes(),
                after.parameterCount(),
                before.parameterCount(),
                after.macs(),
                before.macs());
        return sizes
                + accuracy.map(steps -> String.format(
                                Locale.ROOT,
                                "%n  test accuracy %.2f %% before, %.2f %% right after the cut, %.2f %% with g",
                                100 * steps.before().accuracy(),
                                100 * steps.afterCut().accuracy(),
                                100 * steps.afterRepair().accuracy()))
                        .orElse("");
    }
}
