/**
 * Figures as pictures, drawn with XChart, for pages that cannot run Plotly: GitHub, nbviewer, PDF.
 *
 * <p>Open {@link org.mipp.figure.still.StillPicture} first. This room sees Plotly's terms as plain maps, the palette
 * and {@code run}; it is the only one that sees XChart, and may not know results.
 */
@NullMarked
package org.mipp.figure.still;

import org.jspecify.annotations.NullMarked;
