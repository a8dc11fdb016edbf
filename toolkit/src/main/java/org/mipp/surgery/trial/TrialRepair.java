package org.mipp.surgery.trial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.Link;
import org.mipp.data.Images;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.RidgeRegression;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Layer;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.surgery.Cut;
import org.mipp.surgery.repair.FloatMatrices;
import org.mipp.surgery.repair.LinearMapFit;
import org.mipp.surgery.repair.LinearTail;
import org.mipp.surgery.repair.Repair;

/**
 * Repairs a network of which one layer alone was cut, by the images that repair: {@code B = (S_kk + ridge)^-1 S_ky} from
 * moments where one map reads the layer, the whole g, by least squares alone, where several do.
 */
final class TrialRepair {

    private final TrialImages split;
    private final Network dense;
    private final Map<String, Link> links = new HashMap<>(); // of the layers that one map reads, by layer

    TrialRepair(TrialImages split, List<Mask> trials) {
        this.split = split;
        this.dense = split.activations().stage().network();
        if (trials.stream().anyMatch(trial -> reader(trial).isPresent())) {
            for (LayerActivations layer : split.captured()) {
                links.put(layer.name(), layer.links().get(0));
            }
        }
    }

    /** The map that alone reads the layer of a trial, whose moments are in the order of its columns. */
    Optional<String> reader(Mask trial) {
        return dense.architecture().prunable().stream()
                .filter(layer -> layer.name().equals(trial.layer()))
                .filter(layer -> layer.readers().size() == 1
                        && layer.readers().get(0).inOrder()
                        && !layer.makers().contains(layer.readers().get(0).map()))
                .map(layer -> layer.readers().get(0).map())
                .findFirst();
    }

    /** The small network, repaired. */
    Network of(Mask trial) {
        Network cut = Cut.apply(dense, List.of(trial));
        return reader(trial).map(map -> refitted(cut, trial, map)).orElseGet(() -> {
            Activations all = split.activations();
            Images repairing = split.repairing();
            Activations fewer =
                    new Activations(all.stage(), repairing, few(all.options()), all.layers(), all.provenance());
            return Repair.trial(dense, cut, masks(fewer, trial));
        });
    }

    /** No more positions than usual: widths are compared, which does not take the best fit. */
    private static CaptureOptions few(CaptureOptions options) {
        boolean many = options.convolutionRows() > CaptureOptions.LEAST_ROWS;
        return many ? new CaptureOptions(0, options.parts(), 0, options.seed(), options.leaf()) : options;
    }

    private static Masks masks(Activations activations, Mask trial) {
        return new Masks(
                activations,
                "trial",
                new Budget.KeptCounts(Map.of(trial.layer(), trial.kept().size())),
                List.of(trial),
                List.of(),
                List.of(),
                activations.provenance());
    }

    private Network refitted(Network cut, Mask trial, String map) {
        Link link = links.get(trial.layer());
        int width = link.reader().columnsPerNode();
        boolean[] stays = trial.flags();
        List<Integer> nodes = link.reader().nodes();
        int[] columns = IntStream.range(0, nodes.size() * width)
                .filter(column -> nodes.get(column / width) < 0 || stays[nodes.get(column / width)])
                .toArray();
        SecondMoments moments = link.moments().withInputs(columns);
        Matrix own = FloatMatrices.toMatrix(cut.weight(map + ".weight"));
        RidgeRegression.Fit fit = RidgeRegression.of(moments, LinearMapFit.penalty(moments, width), transposed(own))
                .fit();
        return withIntercept(cut, map, fit.intercept())
                .map(constant -> {
                    Map<String, Tensor> changed = new HashMap<>(constant);
                    Tensor before = cut.weight(map + ".weight");
                    changed.put(
                            map + ".weight", Tensor.of(before.shape(), FloatMatrices.of(transposed(fit.weights()))));
                    return cut.withWeights(changed);
                })
                .orElse(cut);
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // transposed
    private static Matrix transposed(Matrix matrix) {
        return Matrix.fill(matrix.columns(), matrix.rows(), (row, column) -> matrix.get(column, row));
    }

    /** The intercept goes into the bias, else into the running mean of the batch norm behind; absent if there is neither. */
    private static Optional<Map<String, Tensor>> withIntercept(Network cut, String map, Matrix intercept) {
        float[] constants = FloatMatrices.of(intercept);
        Layer layer = cut.architecture().layer(map);
        if (((LinearMap) layer.operation()).bias()) {
            String bias = map + ".bias";
            return Optional.of(Map.of(bias, Tensor.of(cut.weight(bias).shape(), constants)));
        }
        return LinearTail.of(cut.architecture(), layer).batchNorm().map(norm -> {
            String mean = norm.name() + ".running_mean";
            float[] means = cut.weight(mean).toArray().clone();
            for (int i = 0; i < means.length; i++) {
                means[i] -= constants[i];
            }
            return Map.of(mean, Tensor.of(cut.weight(mean).shape(), means));
        });
    }
}
