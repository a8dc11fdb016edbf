package org.mipp.network;

import org.mipp.run.RefusedException;

/**
 * A network that cannot be judged, as its weights or what it computes are NaN or infinite. The message names the first
 * place.
 */
public final class NotFiniteException extends RefusedException {

    private static final long serialVersionUID = 1;

    private static final String REMEDY =
            "; look for diverged weights: train it anew with a lower learning rate, or load other weights";

    public NotFiniteException(String what, String got) {
        super(what + ": expected finite numbers, got " + got + REMEDY);
    }
}
