/**
 * Figures of a network itself: its layers and nodes, what they do on data, how it was trained.
 *
 * <p>Open {@link org.mipp.figure.network.NetworkFigure} first. This room knows {@code figure.chart} and the results
 * that it draws; no other kind of figure.
 */
@NullMarked
package org.mipp.figure.network;

import org.jspecify.annotations.NullMarked;
