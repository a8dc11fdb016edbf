package org.mipp.figure.pruning;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;

/** Shows which pixels a network needs, where they are in the image. */
public final class PixelsFigure {

    private PixelsFigure() {}

    /**
     * Draws two maps of the image: when each pixel would go, and which stay. The channels of coloured images come one
     * below the other.
     *
     * @param selection of pixels
     * @return the figure
     */
    public static Figure of(PixelSelection selection) {
        Images images = selection.activations().images();
        int[] places = selection.places();
        boolean[] kept = selection.mask().flags();
        boolean[] varies = new boolean[images.channels() * images.height() * images.width()];
        ByteBuffer pixels = images.pixels();
        for (int i = 0; i < pixels.limit(); i++) {
            varies[i % varies.length] |= pixels.get(i) != pixels.get(i % varies.length);
        }
        Panels panels = new Panels(selection.title(), 2, 2);
        add(
                panels,
                "x",
                "removal order: the darker, the later; white never varies",
                map(images, pixel -> varies[pixel] ? places[selection.nodeOf(pixel)] : 0),
                new Scale(
                        IntStream.of(places).max().orElse(1),
                        List.of("#FFFFFF", Palette.SKY, Palette.BLUE, "#00263D"),
                        place -> place == 0 ? "never varies" : "goes as number " + place));
        add(
                panels,
                "x2",
                selection.mask().kept().size() + " of " + kept.length + " stay, drawn dark",
                map(images, pixel -> kept[selection.nodeOf(pixel)] ? 2 : varies[pixel] ? 1 : 0),
                new Scale(2, List.of("#FFFFFF", Palette.LIGHT, Palette.BLUE), state -> List.of(
                                "never varies", "goes", "stays")
                        .get(state)));
        return panels.figure();
    }

    private static List<List<Integer>> map(Images images, IntUnaryOperator value) {
        int width = images.width();
        return IntStream.range(0, images.channels() * images.height())
                .mapToObj(row -> IntStream.range(0, width)
                        .map(column -> value.applyAsInt(row * width + column))
                        .boxed()
                        .toList())
                .toList();
    }

    /** The colours of the values from 0 to the largest, and what each means. */
    private record Scale(int most, List<String> colours, IntFunction<String> meaning) {}

    private static void add(Panels panels, String anchor, String title, List<List<Integer>> map, Scale scale) {
        panels.panel(title, "", "");
        for (String axis : new String[] {"x", "y"}) {
            panels.axis(axis, "visible", false).axis(axis, "constrain", "domain");
        }
        panels.axis("y", "autorange", "reversed").axis("y", "scaleanchor", anchor);
        int last = scale.colours().size() - 1;
        panels.add(Trace.heatmap(map)
                .asPicture()
                .with("zmin", 0) // also where every pixel varies, or stays
                .with("zmax", scale.most())
                .with(
                        "colorscale",
                        IntStream.rangeClosed(0, last)
                                .mapToObj(i -> List.of(
                                        (double) i / last, scale.colours().get(i)))
                                .toList())
                .with("showscale", false)
                .with(
                        "text",
                        map.stream()
                                .map(row ->
                                        row.stream().map(scale.meaning()::apply).toList())
                                .toList())
                .with("hovertemplate", "row %{y}, column %{x} %{text}<extra></extra>"));
    }
}
