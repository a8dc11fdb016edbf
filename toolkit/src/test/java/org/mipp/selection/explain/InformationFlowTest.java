package org.mipp.selection.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.GraphExamples;
import org.mipp.Results;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.terc.ClosedFormTerc;

class InformationFlowTest {

    private static final Network NETWORK = Examples.perceptron(1, 10, 6, 4);
    private static final Activations CAPTURED = Capture.of(NETWORK, Examples.noise(2000, 2), CaptureOptions.DEFAULT);

    private static Masks keep(double fraction) {
        return new ClosedFormTerc(Regularisation.DEFAULT).select(CAPTURED, new Budget.KeptFraction(fraction));
    }

    @Test
    void allNodesPreserveEverything() {
        for (InformationFlow.Between link : InformationFlow.of(keep(1)).links()) {
            assertEquals(link.all(), link.wanted(), 1e-9);
            assertEquals(link.all(), link.kept(), 1e-9);
            assertEquals(1, link.preserved(), 1e-9);
        }
    }

    @Test
    void whatIsKeptIsWhatTheRemovalPathHasNotLost() {
        Masks masks = keep(0.5);
        List<InformationFlow.Between> links = InformationFlow.of(masks).links();
        for (int layer = 0; layer < 2; layer++) {
            RemovalPath path = masks.paths().get(layer);
            assertEquals(path.total(), links.get(layer).wanted(), 1e-9, "about the outputs that stay");
            assertEquals(path.total() - path.lost(), links.get(layer).kept(), 1e-6, "by the chain rule");
            assertTrue(links.get(layer).kept() < links.get(layer).wanted());
        }
        assertTrue(links.get(0).wanted() < links.get(0).all(), "fewer outputs can be told less about");
    }

    @Test
    void methodsThatDoNotLookPreserveLess() {
        List<InformationFlow.Between> ours = Results.FLOW.links();
        List<InformationFlow.Between> random = Results.RANDOM_FLOW.links();
        for (int link = 0; link < ours.size(); link++) {
            assertTrue(
                    ours.get(link).preserved() > random.get(link).preserved(),
                    ours.get(link) + " and " + random.get(link));
        }
    }

    @Test
    void residualNetworksAreFollowedAlongEveryMapThatReadsALayer() {
        Activations captured = Capture.of(
                GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3),
                GraphExamples.noise(300, 1),
                CaptureOptions.DEFAULT);
        Masks masks = new RandomSelection(1).select(captured, new Budget.KeptFraction(0.5));
        InformationFlow flow = InformationFlow.of(masks);
        assertEquals(
                captured.layers().stream()
                        .mapToInt(layer -> layer.links().size())
                        .sum(),
                flow.links().size());
        for (InformationFlow.Between link : flow.links()) {
            assertTrue(link.kept() > 0 && link.kept() <= link.wanted() && link.wanted() <= link.all(), "" + link);
        }
    }

    @Test
    void chanceIsTheMeanOfTheEstimateWhereNothingIsTold() {
        OptionalDouble chance = InformationFlow.of(keep(1)).links().get(0).chance();
        assertEquals(10 * 6 / 2.0 / 2000, chance.orElseThrow(), 3e-4, "p q / 2 N with many samples");
    }

    @Test
    void printsOneLinePerLink() {
        String text = InformationFlow.of(keep(0.5)).toString();
        assertEquals(3, text.lines().count());
        assertTrue(
                text.startsWith("Information that MIPP preserves, by the Gaussian closed form (seed 0, 2,000"), text);
        assertTrue(text.contains("nats about the outputs that stay, "), text);
        assertEquals(1, new InformationFlow.Between("a", "b", 0, 0, 0, OptionalDouble.empty()).preserved());
    }
}
