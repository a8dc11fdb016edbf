package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.data.ImageShape;
import org.mipp.data.ImageSource;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.Exploration;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.network.ChangesFigure;
import org.mipp.figure.network.ConfusionFigure;
import org.mipp.figure.network.ExplorationFigure;
import org.mipp.figure.network.NetworkFigure;
import org.mipp.figure.table.ConfusionTable;
import org.mipp.figure.table.Html;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.selection.Masks;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.judge.ChangedAnswers;
import org.mipp.training.judge.Confusion;

/** What pruning changed, of networks that nobody hopes for: one layer, one class, a thousand, and names full of HTML. */
class UnusualNetworksTest {

    private static final String NASTY = "<img src=x onerror=alert(1)>&</script>";

    @Test
    void ofOneLayerNothingCanGoAndThatIsSaid() {
        Network one = network("one layer", 3);
        Dataset data = data("noise", 3);
        EvaluatedNetwork judged = Mipp.evaluate(one, data);
        assertEquals(data.test().size(), total(Explanations.confusion(judged, data)));
        assertTrue(picture(ChangesFigure.of(Explanations.changes(judged, judged, data))));
        assertTrue(picture(NetworkFigure.of(one.architecture())));
        Activations acts = Mipp.capture(judged, data.train());
        assertRefused(
                "explore: expected a network of which something can be pruned, got one layer: all that its layers make are"
                        + " outputs",
                () -> Explanations.explore(judged, acts));
        Masks none = Mipp.selectMasks(acts, Budgets.keep(0.5));
        assertRefused("filters: expected layers", () -> Pictures.filters(none, "outputs"));
        assertRefused("feature maps: expected layers", () -> Pictures.featureMaps(none, "outputs", data.test()));
    }

    @Test
    void ofOneHiddenLayerAllIsShown() {
        assertAllShown(network("one hidden layer", 3, 8), data("noise", 3), "a0");
    }

    @Test
    void namesAreShownAsTheyAreWrittenAndRunNothing() {
        assertAllShown(network(NASTY, 3, 8), data(NASTY, 3), "a0");
    }

    @Test
    void oneClassIsEnough() {
        assertAllShown(network("one class", 1, 8), data("noise", 1), "a0");
    }

    @Test
    void aThousandClassesAreNotTooMany() {
        assertAllShown(network("a thousand", 1_000, 8), data("noise", 1_000), "a0");
    }

    private static void assertAllShown(Network network, Dataset data, String layer) {
        EvaluatedNetwork judged = Mipp.evaluate(network, data);
        Activations acts = Mipp.capture(judged, data.train());
        Masks masks = Mipp.selectMasks(acts, Budgets.keep(0.5));
        PrunedNetwork small = Mipp.prune(judged, masks);
        Confusion confusion = Explanations.confusion(small, data);
        ChangedAnswers changes = Explanations.changes(judged, small, data);
        Exploration explored = Explanations.explore(judged, acts);
        assertEquals(data.test().size(), total(confusion));
        for (Figure figure : List.of(
                ConfusionFigure.of(confusion),
                ChangesFigure.of(changes),
                ExplorationFigure.of(explored),
                Pictures.filters(masks, layer))) {
            assertFalse(figure.toJson().contains("<img"), "names are escaped");
            assertTrue(
                    figure.toJson().length() < 2_000_000,
                    "characters: " + figure.toJson().length());
            assertTrue(picture(figure));
        }
        assertFalse(Html.of(ConfusionTable.of(confusion)).contains("<img"), "names are escaped");
        assertRefused(
                "feature maps: expected a layer of filters, got '" + layer + "'",
                () -> Pictures.featureMaps(masks, layer, data.test()));
    }

    private static void assertRefused(String start, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.startsWith(start), message);
    }

    private static int total(Confusion confusion) {
        return confusion.counts().stream().mapToInt(Confusion.Count::images).sum();
    }

    private static boolean picture(Figure figure) {
        return figure.toPng().length > 1_000;
    }

    /** Fully connected layers a0, a1, ... and the outputs. */
    private static Network network(String name, int classes, int... hidden) {
        ArchitectureBuilder layers = new ArchitectureBuilder(name, new Shape(1, 3, 4)).then("flatten", new Flatten());
        int inputs = 12;
        for (int i = 0; i < hidden.length; i++) {
            layers.then("a" + i, new FullyConnected(inputs, hidden[i])).then("relu" + i, new Relu());
            inputs = hidden[i];
        }
        return Initialisation.of(
                layers.then("outputs", new FullyConnected(inputs, classes)).build(), 0);
    }

    private static Dataset data(String name, int classes) {
        return new Dataset(name, images(name, classes, 300, 0), images(name, classes, 60, 1));
    }

    /** Noise, whose classes have the names of NASTY. */
    private static Images images(String name, int classes, int count, int seed) {
        Images noise = Examples.noise(count, seed);
        List<String> names =
                IntStream.range(0, classes).mapToObj(label -> NASTY + label).toList();
        return new Images(name, new ImageSource() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public ImageShape shape() {
                return noise.shape();
            }

            @Override
            public int classes() {
                return classes;
            }

            @Override
            public List<String> classNames() {
                return names;
            }

            @Override
            public boolean labelled() {
                return true;
            }

            @Override
            public int label(int image) {
                return image % classes;
            }

            @Override
            public void read(int image, byte[] to, int offset) {
                noise.read(image, to, offset);
            }
        });
    }
}
