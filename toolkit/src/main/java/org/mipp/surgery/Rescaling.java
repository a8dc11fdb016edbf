package org.mipp.surgery;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.mipp.capture.Contributions;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.Link;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.Matrix;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Masks;
import org.mipp.surgery.repair.Repair;

/**
 * ThiNet's repair after a cut: every node that is left is scaled by one number per map that reads it, so that their
 * contributions add up, in the least-squares sense, to what all nodes contributed to the map's outputs (Luo, Wu, Lin,
 * arXiv:1707.06342, and the authors' code). Weaker than {@link Repair}: one number per node and map instead of a weight per
 * column and output, no new bias.
 *
 * <p>Departures: exact over all outputs instead of sampled; all maps at once from the captured activations of the original
 * network, instead of one after the other with fine-tuning between; a ridge of 1e-6 of the mean moment towards 1, which leaves
 * nodes that contribute nothing as they are.
 */
public final class Rescaling {

    private static final double RIDGE = 1e-6;

    private Rescaling() {}

    /**
     * Rescales the nodes that are left.
     *
     * @param original the network before the cut, as it was captured
     * @param cut the network after it; left as it is
     * @param masks which nodes stayed, and what was captured
     * @return the rescaled network, of the same size as the cut one
     * @throws IllegalArgumentException if the masks are those of another network
     */
    public static Network apply(Network original, Network cut, Masks masks) {
        masks.requireFit(original.architecture());
        Structure structure = original.architecture().structure();
        Map<String, Link> links =
                new LinkedHashMap<>(); // by map: a map that reads several layers was captured for each
        for (LayerActivations layer : masks.activations().layers()) {
            layer.links().forEach(link -> links.put(link.reader().map(), link));
        }
        Map<String, Tensor> rescaled = new HashMap<>();
        links.forEach((map, link) -> {
            String weight = map + ".weight";
            int[] blocks = blocks(structure, masks, map, link);
            int[] kept = IntStream.of(blocks).sorted().distinct().toArray();
            double[] scales = scales(Contributions.secondMoments(link, original.weight(weight)), kept);
            double[] perInput = IntStream.of(blocks)
                    .mapToDouble(block -> scales[Arrays.binarySearch(kept, block)])
                    .toArray();
            rescaled.put(weight, scaled(cut.weight(weight), perInput));
        });
        return cut.withWeights(rescaled);
    }

    /** The blocks of the map's inputs that are left. */
    private static int[] blocks(Structure structure, Masks masks, String map, Link link) {
        int[] left = structure.kept(structure.architecture().layer(map).input(), masks.kept());
        int[] blocks =
                link.reader().blockOfInput(structure.architecture().map(map).inputs());
        return IntStream.of(left).map(input -> blocks[input]).toArray();
    }

    /** Solves the normal equations {@code (G_kk + ridge) s = G_k. 1 + ridge}. */
    static double[] scales(Matrix moments, int[] kept) {
        double ridge = 0;
        for (double own : moments.diagonal()) {
            ridge += RIDGE * own / moments.rows();
        }
        double penalty = ridge > 0 ? ridge : 1; // of a map to which nothing contributes anything
        Matrix left =
                Matrix.fill(kept.length, kept.length, (i, j) -> moments.get(kept[i], kept[j]) + (i == j ? penalty : 0));
        Matrix right = Matrix.fill(kept.length, 1, (i, zero) -> {
            double sum = penalty;
            for (int b = 0; b < moments.columns(); b++) {
                sum += moments.get(kept[i], b);
            }
            return sum;
        });
        return Cholesky.of(left).solve(right).toArray();
    }

    private static Tensor scaled(Tensor weights, double[] scales) {
        float[] values = weights.toArray();
        int columns = values.length / Math.toIntExact(weights.shape().get(0));
        int width = columns / scales.length;
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) scales[i % columns / width];
        }
        return Tensor.of(weights.shape(), values);
    }
}
