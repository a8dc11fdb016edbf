package org.mipp.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.GraphExamples;
import org.mipp.OperationExamples;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.Link;
import org.mipp.data.Images;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.DownstreamLayer;

/** What is captured of maps whose columns are put together node by node, against all that can be computed without. */
class GatheredBlocksTest {

    private static final Images NOISE = GraphExamples.noise(400, 1);

    private static Link link(Network network, String layer, String map) {
        return Capture.of(network, NOISE, CaptureOptions.DEFAULT).layers().stream()
                .filter(one -> one.name().equals(layer))
                .flatMap(one -> one.links().stream())
                .filter(one -> one.reader().map().equals(map))
                .findFirst()
                .orElseThrow();
    }

    /** The covariances of the columns of "both", in the order of the blocks, zeros where they are filled up. */
    @Test
    void theMomentsAreThoseOfTheColumnsInTheirOrder() {
        Network network = OperationExamples.all().get("wide and deep");
        Link link = link(network, "conv", "hidden");
        float[] both;
        try (LiveNetwork live = LiveNetwork.open(network)) {
            NDArray images = LiveNetwork.toInput(live.upload(NOISE, live.manager()));
            both = live.outputs(images, Set.of("both")).get("both").toFloatArray();
        }
        int[] order = link.reader().inputsInBlocks(52);
        int[] all = IntStream.range(0, order.length).toArray();
        Matrix captured = link.moments().covariances(all, all, (i, j, covariance) -> covariance);
        for (int i = 0; i < order.length; i += 7) {
            for (int j = 0; j < order.length; j += 5) {
                assertEquals(covariance(both, order[i], order[j]), captured.get(i, j), 1e-6);
            }
        }
        assertEquals(54, order.length);
        assertEquals(0, captured.get(53, 53));
    }

    private static double covariance(float[] rows, int a, int b) {
        if (a < 0 || b < 0) {
            return 0;
        }
        int count = rows.length / 52;
        double sumA = 0;
        double sumB = 0;
        double products = 0;
        for (int row = 0; row < count; row++) {
            double x = rows[row * 52 + a];
            double y = rows[row * 52 + b];
            sumA += x;
            sumB += y;
            products += x * y;
        }
        return (products - sumA * sumB / count) / count;
    }

    /** What only a node tells is what all tell less what the others tell, whatever fills its block up. */
    @Test
    void whatFillsBlocksUpTellsNothing() {
        Random random = new Random(5);
        Matrix x = Matrix.fill(500, 6, (i, j) -> random.nextGaussian());
        Matrix y =
                Matrix.fill(500, 2, (i, j) -> x.get(i, j) + x.get(i, 2 + j) - x.get(i, 4 + j) + random.nextGaussian());
        int[] order = {0, 1, 2, 3, 4, -1, 5, -1, -1};
        Matrix blocks = Matrix.fill(500, 9, (i, j) -> order[j] < 0 ? 0 : x.get(i, order[j]));
        Regularisation slight = new Regularisation(1e-7, 1e-3);
        double[] unique =
                GaussianModel.of(SecondMoments.of(blocks, y), 3, slight).unique();
        SecondMoments moments = SecondMoments.of(x, y);
        double all = total(moments, slight, 0, 1, 2, 3, 4, 5);
        assertEquals(all - total(moments, slight, 3, 4, 5), unique[0], 1e-5);
        assertEquals(all - total(moments, slight, 0, 1, 2, 5), unique[1], 1e-5);
        assertEquals(all - total(moments, slight, 0, 1, 2, 3, 4), unique[2], 1e-5);
        assertTrue(unique[0] > 1e-2 && unique[1] > 1e-2, Arrays.toString(unique));
    }

    private static double total(SecondMoments moments, Regularisation regularisation, int... columns) {
        return GaussianModel.of(moments.withInputs(columns), 1, regularisation).total();
    }

    /** G of blocks in pieces, against the sum over the pieces of G of single columns. */
    @Test
    void contributionsAddUpOverTheColumnsOfANode() {
        Network network = OperationExamples.all().get("read twice");
        Link link = link(network, "next", "last");
        Tensor weights = network.weight("last.weight");
        Matrix blocks = Contributions.secondMoments(link, weights);
        List<Integer> order = link.reader().order();
        List<Integer> single = IntStream.range(0, 12).boxed().toList();
        Link apart = new Link(new DownstreamLayer("last", 1, single, order), link.parts(), link.sample());
        Matrix columns = Contributions.secondMoments(apart, weights);
        assertEquals(new Shape(3, 12), weights.shape());
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                double sum = 0;
                for (int i = 0; i < 4; i++) {
                    sum += columns.get(2 * a + i / 2, 2 * b + i % 2);
                }
                assertEquals(sum, blocks.get(a, b), 1e-9);
            }
        }
    }
}
