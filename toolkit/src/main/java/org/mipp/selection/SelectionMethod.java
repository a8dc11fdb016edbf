package org.mipp.selection;

import org.mipp.capture.Activations;

/** A way to choose which nodes stay. MIPP and its competitors are all of this kind. */
public interface SelectionMethod {

    /** {@return its name in tables and figures} */
    String name();

    /**
     * Chooses nodes.
     *
     * @param activations what the network's layers did on data; also names the network
     * @param budget when to stop
     * @return one mask per prunable layer
     * @throws IllegalArgumentException if the method cannot follow such a budget, or the data do not suffice for it
     */
    Masks select(Activations activations, Budget budget);
}
