package org.mipp.experiment.pruned;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.PastStage;
import org.mipp.network.structure.Architecture;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;
import org.mipp.surgery.Reconstruction;
import org.mipp.training.EvaluatedStage;
import org.mipp.training.judge.Evaluation;

/**
 * A network after pruning: cut to the nodes that stay, and repaired without labels or training.
 *
 * @param start the stage before, without what came before that
 * @param masks which nodes stayed
 * @param cut the smaller network with the kept weights as they were
 * @param network the same after the repair
 * @param repair what was done to it
 * @param accuracy how well it does at each step, where the data are known
 * @param warnings what to know before the numbers are believed, for display
 * @param provenance seed, images that g was fitted on, device, seconds of cut and repair
 */
public record PrunedNetwork(
        NetworkStage start,
        Masks masks,
        Network cut,
        Network network,
        Reconstruction repair,
        Optional<Steps> accuracy,
        List<String> warnings,
        Provenance provenance)
        implements NetworkStage {

    /** Copies the list. */
    public PrunedNetwork {
        start = start.withoutPast();
        warnings = List.copyOf(warnings);
    }

    /**
     * Test results around a cut.
     *
     * @param before of the network before the cut
     * @param afterCut right after the cut
     * @param afterRepair after the repair
     */
    public record Steps(Evaluation before, Evaluation afterCut, Evaluation afterRepair) {}

    /**
     * Cuts and repairs a network; judges it if the data are known. Masks may come from other weights of the same
     * architecture, as when those of a trained network are moved to its start; the result says so, as it is also what
     * becomes of a variable that was not computed anew.
     *
     * @param start the network
     * @param masks which nodes stay, and the images for the repair
     * @return the pruned network
     * @throws IllegalArgumentException if the masks are those of another network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static PrunedNetwork of(NetworkStage start, Masks masks) {
        return of(start, masks, new Reconstruction.G());
    }

    /**
     * The same, repaired as is asked for.
     *
     * @param start the network
     * @param masks which nodes stay, and the images for the repair
     * @param repair what to do after the cut
     * @return the pruned network
     * @throws IllegalArgumentException if the masks are those of another network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static PrunedNetwork of(NetworkStage start, Masks masks, Reconstruction repair) {
        try (Progress progress = Progress.of("pruning " + start.label() + " by " + masks.method(), 3)) {
            Network source = masks.source(start.network());
            Network cut = Cut.apply(source, masks);
            progress.advance(1, "installing " + repair);
            Reconstruction.Outcome repaired = repair.apply(source, cut, masks);
            double seconds = progress.seconds();
            progress.advance(1, "judging");
            Optional<Steps> accuracy = start.data().map(data -> judge(start, cut, repaired.network(), data));
            progress.advance(1, "");
            Provenance captured = masks.activations().provenance();
            return new PrunedNetwork(
                    start,
                    masks,
                    cut,
                    repaired.network(),
                    repair,
                    accuracy,
                    Stream.concat(warnings(start, masks).stream(), repaired.remarks().stream())
                            .toList(),
                    new Provenance(captured.seed(), masks.activations().images().size(), captured.device(), seconds));
        }
    }

    /** What to doubt if masks rest on other weights than those that are cut: those of the start, or what the method made. */
    private static List<String> warnings(NetworkStage start, Masks masks) {
        NetworkStage captured = masks.activations().stage();
        return masks.weights().isPresent() || sameWeights(captured.network(), start.network())
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "the weights pruned (%s) are not those that the activations were captured from (%s);"
                                + " unless masks are moved on purpose, capture and select again on this network",
                        start.label(),
                        captured.label()));
    }

    @SuppressWarnings("ReferenceEquality") // the same one needs no comparison
    private static boolean sameWeights(Network one, Network other) {
        return one == other || one.fingerprint().equals(other.fingerprint());
    }

    private static Steps judge(NetworkStage start, Network cut, Network repaired, Dataset data) {
        return new Steps(
                start instanceof EvaluatedStage judged ? judged.test() : Evaluation.of(start.network(), data.test()),
                Evaluation.of(cut, data.test()),
                Evaluation.of(repaired, data.test()));
    }

    @Override
    public String label() {
        return start.network().label() + ", pruned by " + masks.method();
    }

    @Override
    public boolean pruned() {
        return true;
    }

    @Override
    public NetworkStage withoutPast() {
        return PastStage.of(this);
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
                + String.format(Locale.ROOT, "%n  g fitted on %,d images", provenance.samples())
                + accuracy.map(steps -> String.format(
                                Locale.ROOT,
                                "%n  test accuracy %.2f %% before, %.2f %% right after the cut, %.2f %% with %s",
                                100 * steps.before().accuracy(),
                                100 * steps.afterCut().accuracy(),
                                100 * steps.afterRepair().accuracy(),
                                repair))
                        .orElse("")
                + Notes.of(warnings);
    }
}
