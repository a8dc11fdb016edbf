package org.mipp.baseline;

import java.util.Map;
import java.util.Optional;
import org.mipp.capture.Activations;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;

/**
 * A method that gives every node a score and keeps those with the largest ones, of each layer or of all, as the budget says;
 * see {@link Candidates}. Iterative ones score anew what is left after each step.
 */
public abstract class Ranking implements SelectionMethod {

    /**
     * Scores the nodes that are left.
     *
     * @param candidates the network without the nodes that have gone, the images, and where nodes have their parameters
     * @return for every layer to choose from one score per node, larger for nodes worth keeping
     * @throws IllegalArgumentException if the method cannot score such a network, or not by such images
     */
    public abstract Map<String, double[]> scores(Candidates candidates);

    /** {@return in how many steps nodes go} */
    public int steps() {
        return 1;
    }

    /** {@return the seed behind the scores, 0 where there is none} */
    public long seed() {
        return 0;
    }

    /** {@return the method's parameters in a few words, empty if it has none} */
    public String settings() {
        return "";
    }

    @Override
    public final String toString() {
        return settings().isEmpty() ? name() : name() + " (" + settings() + ")";
    }

    @Override
    public boolean readsActivations() {
        return false;
    }

    @Override
    public final Masks select(Activations activations, Budget budget) {
        Candidates candidates = new Candidates(name(), activations, budget, steps());
        try (Progress progress = Progress.of("scoring nodes by " + name(), steps())) {
            for (int step = 1; step <= steps(); step++) {
                candidates.takeOut(step, scores(candidates));
                progress.advance(1, "step " + step);
            }
        }
        return candidates.masks(seed(), Optional.empty());
    }
}
