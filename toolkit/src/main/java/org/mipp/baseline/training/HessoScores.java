package org.mipp.baseline.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mipp.baseline.NodeSums;
import org.mipp.network.Tensor;
import org.mipp.network.structure.Structure;

/**
 * How important HESSO finds every node: with x all its parameters and g their gradients, the sum of five scores, each divided
 * by its Euclidean norm over all nodes of the network and weighted alike. They are |x|, |x| by the number of parameters, the
 * cosine of x and g plus 1, |x g|, and half the square of x g (Chen et al., arXiv:2409.09085, by the code in
 * microsoft/only_train_once, optimizer/importance_score).
 *
 * <p>The last two are called Taylor scores of first and second order. The cosine is taken with the sign that the code has.
 */
final class HessoScores {

    private static final double WEIGHT = 0.2;
    private static final double SAFE = 1e-8; // as in the code: a node without parameters or gradients divides by it

    /** One of the five scores, of the sums of squares of x and g, of their products, and of the number of parameters. */
    @FunctionalInterface
    private interface Criterion {
        double of(double xx, double gg, double xg, double n);
    }

    private static final List<Criterion> CRITERIA = List.of(
            (xx, gg, xg, n) -> Math.sqrt(xx),
            (xx, gg, xg, n) -> Math.sqrt(xx) / n,
            (xx, gg, xg, n) -> xg / (Math.sqrt(xx) + SAFE) / (Math.sqrt(gg) + SAFE) + 1,
            (xx, gg, xg, n) -> Math.abs(xg),
            (xx, gg, xg, n) -> xg * xg / 2);

    private HessoScores() {}

    /**
     * Scores all nodes.
     *
     * @param structure where they are
     * @param weights for the name of a parameter its values
     * @param gradients for the name of a parameter its derivatives
     * @return one score per node, by layer, larger for nodes worth keeping
     */
    static Map<String, double[]> of(
            Structure structure, Function<String, Tensor> weights, Function<String, Tensor> gradients) {
        Map<String, double[]> squares = sums(structure, name -> product(weights.apply(name), weights.apply(name)));
        Map<String, double[]> slopes = sums(structure, name -> product(gradients.apply(name), gradients.apply(name)));
        Map<String, double[]> inner = sums(structure, name -> product(weights.apply(name), gradients.apply(name)));
        Map<String, double[]> counts = sums(structure, name -> ones(weights.apply(name)));
        Map<String, double[]> scores = new LinkedHashMap<>();
        squares.forEach((layer, values) -> scores.put(layer, new double[values.length]));
        for (Criterion criterion : CRITERIA) {
            Map<String, double[]> values = new LinkedHashMap<>();
            squares.forEach((layer, xx) -> values.put(
                    layer,
                    IntStream.range(0, xx.length)
                            .mapToDouble(i -> criterion.of(
                                    xx[i], slopes.get(layer)[i], inner.get(layer)[i], counts.get(layer)[i]))
                            .toArray()));
            addNormalised(values, scores);
        }
        return scores;
    }

    private static void addNormalised(Map<String, double[]> values, Map<String, double[]> scores) {
        double norm = Math.sqrt(values.values().stream()
                .flatMapToDouble(Arrays::stream)
                .map(value -> value * value)
                .sum());
        values.forEach((layer, ofLayer) -> {
            for (int i = 0; i < ofLayer.length; i++) {
                scores.get(layer)[i] += WEIGHT * ofLayer[i] / (norm + SAFE);
            }
        });
    }

    private static Map<String, double[]> sums(Structure structure, Function<String, double[]> entries) {
        return NodeSums.of(structure, NodeSums.parameters(structure, NodeSums.Part.values()), entries, entry -> entry);
    }

    private static double[] ones(Tensor like) {
        double[] ones = new double[like.toArray().length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] product(Tensor one, Tensor other) {
        float[] a = one.toArray();
        float[] b = other.toArray();
        double[] products = new double[a.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = (double) a[i] * b[i];
        }
        return products;
    }
}
