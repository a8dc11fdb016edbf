package org.mipp.information.gaussian;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mipp.information.LayerInformation;
import org.mipp.information.NodeInformation;
import org.mipp.linalg.SecondMoments;

/**
 * Estimates the information of every node of a layer by the Gaussian closed form, with its uncertainty.
 *
 * <p>Cost: one {@link GaussianModel} per part and one for the whole.
 *
 * @param regularisation ridge and noise
 * @param confidence of the null line, between 0 and 1
 */
public record GaussianNodeInformation(Regularisation regularisation, double confidence) {

    /** Checks the confidence. */
    public GaussianNodeInformation {
        betweenZeroAndOne(confidence, "confidence");
    }

    /**
     * Estimates one layer.
     *
     * @param layer the layer's name
     * @param parts the moments of disjoint parts of the sample; the spread is the jackknife's over them, 0 with one part
     * @param width columns per node
     * @return the information of each node, in nats
     */
    public LayerInformation estimate(String layer, List<SecondMoments> parts, int width) {
        argument(!parts.isEmpty(), "estimate: expected the moments of at least one part of the sample, got none");
        SecondMoments all = merged(parts, -1);
        Regularisation same = regularisation.following(all);
        GaussianModel whole = GaussianModel.of(all, width, same);
        double[] alone = whole.alone();
        double[] unique = whole.unique();
        double[] spread = jackknife(parts, width, whole.nodes(), same);
        return new LayerInformation(
                layer,
                IntStream.range(0, whole.nodes())
                        .mapToObj(node -> new NodeInformation(node, alone[node], unique[node], spread[node]))
                        .toList(),
                whole.total(),
                threshold(whole),
                confidence,
                whole.warnings());
    }

    private static SecondMoments merged(List<SecondMoments> parts, int without) {
        return IntStream.range(0, parts.size())
                .filter(part -> part != without)
                .mapToObj(parts::get)
                .reduce(SecondMoments::merge)
                .orElseThrow();
    }

    private static double[] jackknife(List<SecondMoments> parts, int width, int nodes, Regularisation same) {
        int k = parts.size();
        double[] error = new double[nodes];
        if (k == 1) {
            return error;
        }
        double[][] without = IntStream.range(0, k)
                .mapToObj(part ->
                        GaussianModel.of(merged(parts, part), width, same).unique())
                .toArray(double[][]::new);
        for (int node = 0; node < nodes; node++) {
            double mean = 0;
            double squares = 0;
            for (double[] estimate : without) {
                mean += estimate[node] / k;
            }
            for (double[] estimate : without) {
                squares += (estimate[node] - mean) * (estimate[node] - mean);
            }
            error[node] = Math.sqrt((k - 1.0) / k * squares);
        }
        return error;
    }

    private OptionalDouble threshold(GaussianModel model) {
        int columns = model.live().length * model.width();
        if (columns == 0 || model.targets() == 0 || model.samples() <= columns + model.targets()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                new ConditionalNull(model.samples(), columns, model.width(), model.targets()).threshold(confidence));
    }

    @Override
    public String toString() {
        return "the Gaussian closed form (noise " + regularisation.noise() + ", ridge " + regularisation.ridge() + ")";
    }
}
