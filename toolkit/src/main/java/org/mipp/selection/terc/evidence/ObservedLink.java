package org.mipp.selection.terc.evidence;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.LayerSample;
import org.mipp.capture.moments.Link;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.Matrix;

/**
 * What one linear map reads of a layer and makes of it, ready for an estimator: standardised, with noise, without the
 * nodes that never vary.
 *
 * @param x the columns of each node side by side, {@code width} of them, shape {@code [samples, columns]}
 * @param width columns per node
 * @param nodes for each block of columns the node, or -1 for a node of another layer
 * @param y the outputs that count, shape {@code [samples, dy]}
 */
public record ObservedLink(Matrix x, int width, List<Integer> nodes, Matrix y) {

    /**
     * Looks for observations, and captures some of the same layers where there are none.
     *
     * @param rows how many, if they have to be captured
     */
    public static Activations observed(Activations activations, int rows) {
        boolean there = activations.layers().stream()
                .flatMap(layer -> layer.links().stream())
                .allMatch(link -> link.sample().isPresent());
        List<String> wanted =
                activations.layers().stream().map(layer -> layer.name()).toList();
        return there
                ? activations
                : Capture.of(
                                activations.stage(),
                                activations.images(),
                                activations.options().sampleRows(rows).parts(1))
                        .only(layer -> wanted.contains(layer.name()));
    }

    /** Observations of a link, standardised and with noise. */
    public static ObservedLink of(Link link, int[] targets, Regularisation noise, long seed) {
        LayerSample sample = link.sample().orElseThrow();
        SplittableRandom random = new SplittableRandom(seed);
        int width = link.reader().columnsPerNode();
        List<Integer> nodes = link.reader().nodes();
        int[] live = IntStream.range(0, nodes.size())
                .filter(block -> varies(sample.inputs(), block * width, width))
                .toArray();
        return new ObservedLink(
                NoisyColumns.of(sample.inputs().columns(columns(live, width)), noise.ridge(), random),
                width,
                IntStream.of(live).mapToObj(nodes::get).toList(),
                NoisyColumns.of(sample.targets().columns(targets), noise.noise(), random));
    }

    private static boolean varies(Matrix x, int from, int width) {
        for (int i = 1; i < x.rows(); i++) {
            for (int j = from; j < from + width; j++) {
                if (x.get(i, j) != x.get(0, j)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The columns of some blocks. */
    static int[] columns(int[] blocks, int width) {
        return IntStream.of(blocks)
                .flatMap(block -> IntStream.range(block * width, (block + 1) * width))
                .toArray();
    }
}
