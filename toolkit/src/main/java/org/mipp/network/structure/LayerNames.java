package org.mipp.network.structure;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mipp.run.ClosestName;
import org.mipp.run.RefusedException;

/** The names of prunable layers as users type them: found, or refused with the name that is meant. */
public final class LayerNames {

    private LayerNames() {}

    /**
     * Refuses a name unless it is a prunable layer's.
     *
     * @param what is refused and what was expected, for messages, for example {@code only: expected layers}
     * @param name as the user typed it
     * @param known the names that will do
     * @param architecture of the network, which tells what else the name may be
     * @throws IllegalArgumentException if it is none of the known names
     */
    public static void require(String what, String name, Collection<String> known, Architecture architecture) {
        if (!known.contains(name)) {
            throw refusal(what, name, known, architecture);
        }
    }

    /**
     * Says why a name will not do, and which one is meant.
     *
     * @param what is refused and what was expected, for example {@code only: expected layers}
     * @param name as the user typed it
     * @param known the names that will do
     * @param architecture of the network, which tells what else the name may be
     * @return what to throw
     */
    public static IllegalArgumentException refusal(
            String what, String name, Collection<String> known, Architecture architecture) {
        return new RefusedException(what + " among " + List.copyOf(known) + ", got '" + name + "'"
                + meaning(name, known, architecture.structure()));
    }

    private static String meaning(String name, Collection<String> known, Structure structure) {
        Optional<PrunableLayer> made = structure.prunable().stream()
                .filter(layer -> layer.makers().contains(name))
                .findFirst();
        if (made.isPresent() && !made.get().name().equals(name)) {
            PrunableLayer tied = made.get();
            List<String> others =
                    tied.makers().stream().filter(maker -> !maker.equals(name)).toList();
            return "; " + name + " is tied to " + String.join(", ", others) + "; its nodes are named " + tied.name();
        }
        if (made.isPresent()) {
            return "; " + name + " can be pruned, but is not one of these";
        }
        if (structure.excluded().containsKey(name)) {
            return "; " + name + " cannot be pruned: " + structure.excluded().get(name);
        }
        return ClosestName.didYouMean(name, known);
    }
}
