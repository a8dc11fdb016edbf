package org.mipp.surgery;

import static org.mipp.run.Checks.positive;

import java.util.List;
import java.util.Locale;
import org.mipp.network.Network;
import org.mipp.selection.Masks;
import org.mipp.surgery.block.BlockRepair;
import org.mipp.surgery.repair.Repair;

/** What is done to a network after the cut, without labels and without training. */
public sealed interface Reconstruction {

    /**
     * A network after it.
     *
     * @param network of the same size as the cut one
     * @param remarks what to know of it, for display
     */
    record Outcome(Network network, List<String> remarks) {

        /** Copies the list. */
        public Outcome {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Repairs.
     *
     * @param original the network before the cut
     * @param cut the network after it; left as it is
     * @param masks which nodes stayed, and the images
     * @return the network, of the same size as the cut one
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    Outcome apply(Network original, Network cut, Masks masks);

    /** Layer by layer, see {@link Repair}. */
    record G() implements Reconstruction {

        @Override
        public Outcome apply(Network original, Network cut, Masks masks) {
            return new Outcome(Repair.install(original, cut, masks), List.of());
        }

        @Override
        public String toString() {
            return "g";
        }
    }

    /**
     * Block by block, see {@link BlockRepair}.
     *
     * @param rounds per block
     */
    record Blocks(int rounds) implements Reconstruction {

        /** Checks the number. */
        public Blocks {
            positive(rounds, "rounds of block repair");
        }

        @Override
        public Outcome apply(Network original, Network cut, Masks masks) {
            BlockRepair.Result result = BlockRepair.install(original, cut, masks, rounds);
            String who = result.pairs().isEmpty() ? "all maps" : String.join(", ", result.alone());
            return new Outcome(
                    result.network(),
                    who.isEmpty()
                            ? List.of()
                            : List.of(
                                    "repaired by g alone, not by blocks: " + who
                                            + "; blocks need a rectifier alone between two maps that have a bias or batch norm"));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "g by blocks, %d round%s", rounds, rounds == 1 ? "" : "s");
        }
    }

    /** Not by what the original network did, which has learned nothing: the scale alone, see {@link SignalScale}. */
    record Scale() implements Reconstruction {

        @Override
        public Outcome apply(Network original, Network cut, Masks masks) {
            return new Outcome(SignalScale.restore(cut, masks.activations().images()), List.of());
        }

        @Override
        public String toString() {
            return "signals scaled";
        }
    }
}
