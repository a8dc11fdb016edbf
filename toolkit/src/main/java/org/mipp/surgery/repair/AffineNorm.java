package org.mipp.surgery.repair;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.mipp.linalg.Matrix;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Layer;

/**
 * A linear map together with the batch norm behind it, which in evaluation mode is one affine map: {@code scale * (W x +
 * bias - mean) + shift} with {@code scale = weight / sqrt(running variance + epsilon)}.
 *
 * <p>So a fit can aim at what comes out of the batch norm: its weights go into the map, its intercept into the running
 * mean. Without batch norm the scale is 1 and the intercept goes into the bias.
 */
public final class AffineNorm {

    private static final double NEGLIGIBLE = 1e-6; // of the largest scale: such a node is constant, fitting it is idle

    private final Network network;
    private final Layer map;
    private final Optional<Layer> batchNorm;
    private final double[] scale;

    /** A map and the batch norm behind it, if there is one. */
    public AffineNorm(Network network, Layer map, Optional<Layer> batchNorm) {
        this.network = network;
        this.map = map;
        this.batchNorm = batchNorm;
        this.scale = batchNorm.map(this::scale).orElseGet(() -> {
            long nodes = network.weight(map.name() + ".weight").shape().get(0); // of this network: it may have been cut
            double[] ones = new double[Math.toIntExact(nodes)];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    private double[] scale(Layer layer) {
        double[] weight = values(layer, "weight");
        double[] variance = values(layer, "running_var");
        double[] scales = new double[weight.length];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = weight[i] / Math.sqrt(variance[i] + BatchNorm.EPSILON);
        }
        return scales;
    }

    /** Whether there is a place for an intercept. */
    public boolean takesIntercept() {
        return batchNorm.isPresent() || ((LinearMap) map.operation()).bias();
    }

    /** The weights of the map and batch norm together, shape {@code [columns, nodes]}. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // transposed
    public Matrix weights() {
        Matrix own = FloatMatrices.toMatrix(network.weight(map.name() + ".weight"));
        return Matrix.fill(own.columns(), own.rows(), (column, node) -> own.get(node, column) * scale[node]);
    }

    /** The constants of the map and batch norm together, shape {@code [1, nodes]}. */
    public Matrix intercept() {
        double[] none = new double[scale.length];
        double[] mean = batchNorm.map(layer -> values(layer, "running_mean")).orElse(none);
        double[] shift = batchNorm.map(layer -> values(layer, "bias")).orElse(none);
        double[] bias = bias();
        return Matrix.fill(1, scale.length, (zero, node) -> scale[node] * (bias[node] - mean[node]) + shift[node]);
    }

    /** The parameters that make map and batch norm together compute {@code fitted' x + intercept}. */
    public Map<String, Tensor> parameters(Matrix fitted, Matrix intercept) {
        Matrix old = FloatMatrices.toMatrix(network.weight(map.name() + ".weight"));
        double largest = Arrays.stream(scale).map(Math::abs).max().orElse(0);
        boolean[] live = new boolean[scale.length];
        for (int node = 0; node < live.length; node++) {
            live[node] = Math.abs(scale[node]) > NEGLIGIBLE * largest;
        }
        Matrix weights = Matrix.fill(
                old.rows(),
                old.columns(),
                (node, column) -> live[node] ? fitted.get(column, node) / scale[node] : old.get(node, column));
        String constant = batchNorm.map(layer -> layer.name() + ".running_mean").orElse(map.name() + ".bias");
        double[] constants = widened(constant);
        double[] bias = bias();
        double[] shift = batchNorm.map(layer -> values(layer, "bias")).orElse(constants);
        for (int node = 0; node < constants.length; node++) {
            if (live[node]) {
                constants[node] = batchNorm.isPresent()
                        ? bias[node] + (shift[node] - intercept.get(0, node)) / scale[node]
                        : intercept.get(0, node);
            }
        }
        String weight = map.name() + ".weight";
        return Map.of(
                weight, Tensor.of(network.weight(weight).shape(), FloatMatrices.of(weights)),
                constant,
                        Tensor.of(
                                network.weight(constant).shape(),
                                FloatMatrices.of(Matrix.of(1, constants.length, constants))));
    }

    private double[] bias() {
        return ((LinearMap) map.operation()).bias() ? values(map, "bias") : new double[scale.length];
    }

    private double[] values(Layer layer, String own) {
        return widened(layer.name() + "." + own);
    }

    private double[] widened(String name) {
        return FloatMatrices.widen(network.weight(name).toArray());
    }
}
