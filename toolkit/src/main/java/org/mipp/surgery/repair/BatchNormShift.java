package org.mipp.surgery.repair;

import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.Operation;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;

/**
 * Moves the running statistics of a batch norm by as much as what reaches it has moved: the repair of channels that no
 * linear map makes, so that nothing can be fitted, as behind a depthwise or grouped convolution.
 */
public final class BatchNormShift {

    private BatchNormShift() {}

    /** Whether a layer is a batch norm right behind a depthwise or grouped convolution. */
    public static boolean needed(Architecture architecture, Layer layer) {
        return layer.operation() instanceof BatchNorm
                && !layer.input().equals(Architecture.INPUT)
                && passesOn(architecture.layer(layer.input()).operation());
    }

    private static boolean passesOn(Operation operation) {
        return operation instanceof DepthwiseConvolution || operation instanceof GroupedConvolution;
    }

    /** The new running statistics: the mean shifted, the variance scaled, each as the inputs' own. */
    public static Map<String, Tensor> of(
            Network cut, Layer layer, ChannelStatistics after, ChannelStatistics before, int[] kept) {
        String mean = layer.name() + ".running_mean";
        String variance = layer.name() + ".running_var";
        double[] meanAfter = after.mean();
        double[] meanBefore = before.mean();
        double[] varianceAfter = after.variance();
        double[] varianceBefore = before.variance();
        float[] means = cut.weight(mean).toArray();
        float[] variances = cut.weight(variance).toArray();
        for (int i = 0; i < means.length; i++) {
            means[i] += (float) (meanAfter[i] - meanBefore[kept[i]]);
            double old = varianceBefore[kept[i]];
            variances[i] *= (float) (old > 0 ? varianceAfter[i] / old : 1);
        }
        Shape shape = new Shape(means.length);
        return Map.of(mean, Tensor.of(shape, means), variance, Tensor.of(shape, variances));
    }
}
