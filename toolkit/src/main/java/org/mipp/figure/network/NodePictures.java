package org.mipp.figure.network;

import static org.mipp.run.Checks.argument;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.mipp.capture.NodeMaps;
import org.mipp.data.Images;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.network.Network;
import org.mipp.network.structure.LayerNames;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;

/** Shows the nodes of a layer as pictures, with those marked that stay: their weights, or what they make of an image. */
public final class NodePictures {

    private static final Color NEGATIVE = Color.decode(Palette.BLUE);
    private static final Color POSITIVE = Color.decode(Palette.VERMILION);

    private NodePictures() {}

    /**
     * Draws the incoming weights of every node: filters as they are, of several channels their root mean square; other
     * weights in rows of a rectangle.
     *
     * @param masks which nodes stay
     * @param layer the layer's name
     * @return the figure
     * @throws IllegalArgumentException if there is no such layer
     */
    public static Figure filters(Masks masks, String layer) {
        NodeMaps weights = NodeMaps.weights(network(masks), maker(masks, layer, "filters"));
        requireOnePerNode(masks, layer, weights, "filters");
        int each = weights.of(0).length;
        boolean planes = each > weights.channels();
        int size = planes ? each / weights.channels() : each;
        int width = planes ? weights.width() : rectangle(each);
        return figure(
                "Weights of " + layer,
                each == size
                        ? "blue: negative, orange: positive; every node by its own largest weight"
                        : "the deeper, the larger, whatever the sign: root mean square over " + each / size
                                + " channels; every node by its own largest",
                masks.mask(layer),
                node -> picture(reduced(weights.of(node), size), width));
    }

    /**
     * Draws what every filter of a layer makes of one image, before the activation function.
     *
     * @param masks which nodes stay
     * @param layer the layer's name
     * @param images of which the first is taken
     * @return the figure
     * @throws IllegalArgumentException if there is no such layer, or its nodes are not filters
     */
    public static Figure featureMaps(Masks masks, String layer, Images images) {
        NodeMaps maps = NodeMaps.outputs(network(masks), maker(masks, layer, "feature maps"), images);
        requireOnePerNode(masks, layer, maps, "feature maps");
        return figure(
                "What " + layer + " makes of one image",
                "blue: negative, orange: positive, before the activation function; every node by its own largest",
                masks.mask(layer),
                node -> picture(maps.of(node), maps.width()));
    }

    private static Network network(Masks masks) {
        return masks.activations().stage().network();
    }

    /** The map that makes the nodes of a layer; the first of several that are tied. */
    private static String maker(Masks masks, String name, String what) {
        List<PrunableLayer> layers = network(masks).architecture().prunable();
        LayerNames.require(
                what + ": expected layers",
                name,
                layers.stream().map(PrunableLayer::name).toList(),
                network(masks).architecture());
        return layers.stream()
                .filter(layer -> layer.name().equals(name))
                .map(layer -> layer.makers().get(0))
                .findFirst()
                .orElseThrow();
    }

    private static void requireOnePerNode(Masks masks, String layer, NodeMaps maps, String what) {
        int nodes = masks.mask(layer).nodes();
        argument(
                maps.nodes() == nodes,
                "%s: expected a layer whose nodes one map makes, got '%s' with %d nodes, of which its first map makes %d",
                what,
                layer,
                nodes,
                maps.nodes());
    }

    private static Figure figure(String title, String note, Mask mask, IntFunction<BufferedImage> picture) {
        List<Gallery.Entry> entries = new ArrayList<>();
        for (int node = 0; node < mask.nodes(); node++) {
            boolean stays = mask.keeps(node);
            entries.add(new Gallery.Entry(
                    picture.apply(node),
                    stays ? "node " + node : node + " goes",
                    stays ? Palette.BLUE : Palette.GREY,
                    !stays,
                    String.format(Locale.ROOT, "node %d %s", node, stays ? "stays" : "goes")));
        }
        return Gallery.of(
                title,
                List.of(mask.kept().size() + " of " + mask.nodes() + " stay, framed; those that go are pale", note),
                entries);
    }

    /** The weights of a node, of several channels their root mean square. */
    private static float[] reduced(float[] weights, int size) {
        int channels = weights.length / size;
        float[] values = new float[size];
        for (int i = 0; i < weights.length; i++) {
            values[i % size] += channels == 1 ? weights[i] : weights[i] * weights[i] / channels;
        }
        for (int i = 0; channels > 1 && i < size; i++) {
            values[i] = (float) Math.sqrt(values[i]);
        }
        return values;
    }

    private static int rectangle(int count) {
        int width = (int) Math.ceil(Math.sqrt(count));
        for (int one = width; one <= Math.min(count, 2 * width); one++) {
            if (count % one == 0) {
                return one;
            }
        }
        return width;
    }

    private static BufferedImage picture(float[] values, int width) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, Float.isFinite(value) ? Math.abs(value) : 0);
        }
        int height = (values.length + width - 1) / width;
        BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            double share = i < values.length && most > 0 && Float.isFinite(values[i]) ? values[i] / most : 0;
            Color colour = Palette.mix(Color.WHITE, share < 0 ? NEGATIVE : POSITIVE, Math.abs(share));
            pixels.setRGB(i % width, Math.floorDiv(i, width), colour.getRGB());
        }
        return pixels;
    }
}
