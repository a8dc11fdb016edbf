package org.mipp.help;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a cell is told about verbs.
 *
 * @param text all about one verb; empty if it is about all of them
 * @param steps all verbs; empty if it is about one
 */
public record HelpPage(String text, List<Step> steps) {

    /** Copies the list. */
    public HelpPage {
        steps = List.copyOf(steps);
    }

    /**
     * The verbs of one step of the work.
     *
     * @param name of the step
     * @param verbs its verbs
     */
    public record Step(String name, List<Line> verbs) {

        /** Copies the list. */
        public Step {
            verbs = List.copyOf(verbs);
        }
    }

    /**
     * A verb in short.
     *
     * @param verb its name
     * @param sentence what it does
     * @param example a line of code that calls it
     */
    public record Line(String verb, String sentence, String example) {}

    @Override
    public String toString() {
        return steps.isEmpty()
                ? text
                : steps.stream()
                        .map(step -> step.name() + ": "
                                + step.verbs().stream().map(Line::verb).collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("\n", "", "\nhelp(\"prune\") tells all about one."));
    }
}
