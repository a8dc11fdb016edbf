package org.mipp;

import static org.mipp.run.Checks.given;

import org.mipp.help.HelpPage;
import org.mipp.help.Verbs;

/**
 * What there is to call: {@code help()} for all verbs, {@code help("prune")} for one.
 *
 * <pre>{@code
 * help();
 * help("prune");
 * }</pre>
 */
public final class Help {

    private Help() {}

    /** {@return all verbs by step, a line and an example each} */
    public static HelpPage help() {
        return Verbs.all();
    }

    /**
     * Tells all about one verb: {@code help("prune")}.
     *
     * @param verb its name
     * @return its signatures, what it does, its parameters and an example
     * @throws IllegalArgumentException if there is no such verb
     */
    public static HelpPage help(String verb) {
        return Verbs.of(given(verb, "the name of a verb"));
    }
}
