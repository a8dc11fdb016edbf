package org.mipp.run;

import org.jspecify.annotations.Nullable;

/**
 * What the toolkit was given cannot be used; the message says what, what was expected, what came, and what to do.
 *
 * <p>It has a type of its own so that a long call can tell a refusal, after which other methods and seeds go on, from a
 * mistake in a program, which ends it. Throw it from your own estimators and methods for the same reason.
 */
public class RefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Refuses.
     *
     * @param message what: expected ..., got ...; remedy
     */
    public RefusedException(String message) {
        super(message);
    }

    /**
     * Refuses because of something else that failed.
     *
     * @param message what: expected ..., got ...; remedy
     * @param cause what failed
     */
    public RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
