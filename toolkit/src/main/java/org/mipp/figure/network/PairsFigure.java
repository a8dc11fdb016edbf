package org.mipp.figure.network;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;

/** Shows the first images above what became of them. */
public final class PairsFigure {

    private static final int MOST = 10;
    private static final int ROW = 110; // pixels of the page for a row of images and its title
    private static final int ABOVE = 70;

    private PairsFigure() {}

    /**
     * Draws two rows of images.
     *
     * @param before the upper row
     * @param after the lower row, equally many and in the same order
     * @return the figure
     * @throws IllegalArgumentException if there are more of one than of the other
     */
    public static Figure of(Images before, Images after) {
        argument(
                before.size() == after.size(),
                "pairs: expected as many images before as after, got %,d and %,d",
                before.size(),
                after.size());
        int[] first = IntStream.range(0, Math.min(MOST, before.size())).toArray();
        Panels panels = new Panels("The first images, and what became of them", 2, 1);
        for (int row = 0; row < 2; row++) {
            Images images = row == 0 ? before : after;
            panels.panel(images.name(), "", "");
            for (String axis : List.of("x", "y")) {
                panels.axis(axis, "visible", false).axis(axis, "constrain", "domain");
            }
            panels.axis("y", "autorange", "reversed")
                    .axis("y", "scaleanchor", row == 0 ? "x" : "x2")
                    .add(Thumbnails.of(images, List.of(first)).trace());
        }
        return panels.figure()
                .withLayout("height", ABOVE + 2 * ROW)
                .withLayout("margin", Map.of("l", 20, "r", 20, "t", ABOVE, "b", 20));
    }
}
