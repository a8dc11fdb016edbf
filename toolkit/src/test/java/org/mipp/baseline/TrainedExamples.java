package org.mipp.baseline;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;
import org.mipp.surgery.Cut;
import org.mipp.training.EvaluatedNetwork;

/** What the tests of methods that train while they choose share: tiny networks with labelled noise to train on. */
public final class TrainedExamples {

    public static final Dataset NOISE = new Dataset("noise", labelled(Examples.noise(48, 1), 2), Examples.noise(8, 2));
    public static final Dataset GRAPH_NOISE =
            new Dataset("noise", labelled(GraphExamples.noise(24, 1), 3), GraphExamples.noise(8, 2));

    private TrainedExamples() {}

    private static Images labelled(Images images, int classes) {
        byte[] pixels = new byte[images.pixels().remaining()];
        images.pixels().get(pixels);
        byte[] labels = new byte[images.size()];
        Random random = new Random(3);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(classes);
        }
        return ImageArrays.of(
                images.name(), images.channels(), images.height(), images.width(), classes, pixels, labels);
    }

    public static Activations captured(Network network, Dataset data) {
        return captured(EvaluatedNetwork.of(network, data), data);
    }

    public static Activations captured(NetworkStage stage, Dataset data) {
        return Capture.of(stage, data.train(), CaptureOptions.DEFAULT);
    }

    /** One test per network: both kinds of budgets are met, the first exactly. */
    public static Stream<DynamicTest> meetsBudgets(SelectionMethod method, Stream<Network> networks) {
        return networks.map(network -> DynamicTest.dynamicTest(network.label(), () -> {
            Activations captured = captured(network, GRAPH_NOISE);
            Budget.Widths half = new Budget.KeptFraction(0.5);
            Masks masks = method.select(captured, half);
            captured.layers().forEach(layer -> {
                int kept = masks.mask(layer.name()).kept().size();
                check(half.kept(layer.layer()) == kept, layer.layer() + ": " + kept);
            });
            NetworkBudget.Resource resource = NetworkBudget.Resource.PARAMETERS;
            Masks whole = method.select(captured, NetworkBudget.share(resource, 0.6));
            Network cut = Cut.apply(whole.source(network), whole);
            check(
                    resource.of(cut.architecture()) <= 0.6 * resource.of(network.architecture()),
                    cut.architecture().toString());
        }));
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
