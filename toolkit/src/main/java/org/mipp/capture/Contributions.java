package org.mipp.capture;

import java.util.stream.IntStream;
import org.mipp.capture.moments.Link;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Tensor;
import org.mipp.network.structure.DownstreamLayer;

/**
 * What the nodes that a linear map reads contribute to its outputs: the output, without its bias, is the sum over all blocks of
 * columns of {@code W_a x_a}.
 */
public final class Contributions {

    private Contributions() {}

    /**
     * Computes the second moments of the contributions, not centred, added up over the outputs: {@code G_ab = sum_o E[(w_oa
     * x_a)(w_ob x_b)]}. So {@code t' G t} is what the outputs lose, squared, when each block a is scaled down by t_a; exact, not
     * sampled. Cost: O(columns^2 outputs).
     *
     * @param link what the map saw
     * @param weights the map's weights
     * @return G, shape {@code [blocks, blocks]}, in the reader's order
     */
    public static Matrix secondMoments(Link link, Tensor weights) {
        SecondMoments moments = link.moments();
        double[] mean = moments.inputMean();
        int columns = moments.inputs();
        Matrix w = inBlocks(link.reader(), weights);
        Matrix products = w.transpose().times(w);
        int width = link.reader().columnsPerNode();
        int blocks = link.reader().nodes().size();
        double[] sums = new double[blocks * blocks];
        int[] all = IntStream.range(0, columns).toArray();
        Matrix moment = moments.covariances(all, all, (i, j, covariance) -> covariance + mean[i] * mean[j]);
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                sums[i / width * blocks + j / width] += products.get(i, j) * moment.get(i, j);
            }
        }
        return Matrix.of(blocks, blocks, sums);
    }

    /** The weights, their columns as they were captured. */
    private static Matrix inBlocks(DownstreamLayer reader, Tensor weights) {
        float[] values = weights.toArray();
        int outputs = Math.toIntExact(weights.shape().get(0));
        int inputs = Math.toIntExact(weights.shape().get(1));
        int perInput = values.length / outputs / inputs;
        int[] order = reader.inputsInBlocks(inputs);
        return Matrix.fill(outputs, reader.columns(), (output, column) -> {
            int input = order[column / perInput];
            return input < 0 ? 0 : values[(output * inputs + input) * perInput + column % perInput];
        });
    }
}
