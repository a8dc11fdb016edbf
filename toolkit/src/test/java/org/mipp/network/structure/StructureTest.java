package org.mipp.network.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.GraphExamples;
import org.mipp.OperationExamples;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.GroupNorm;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.Window;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.network.zoo.ResNet;

class StructureTest {

    @Test
    void namesWhatCanBePrunedAndWhoReadsIt() {
        assertEquals(
                List.of(
                        chained("conv1", 6, "conv2", 25),
                        chained("conv2", 16, "fc1", 25),
                        chained("fc1", 120, "fc2", 1),
                        chained("fc2", 84, "fc3", 1)),
                Structure.of(LeNet5.architecture()).prunable());
    }

    private static PrunableLayer chained(String name, int nodes, String reader, int columns) {
        List<Integer> all = IntStream.range(0, nodes).boxed().toList();
        return new PrunableLayer(name, nodes, List.of(name), List.of(new DownstreamLayer(reader, columns, all)));
    }

    @Test
    void namesWhatCannotBePrunedWithTheReason() {
        assertEquals(
                Map.of("fc3", "its nodes are the network's outputs"),
                Structure.of(LeNet5.architecture()).excluded());
    }

    @Test
    void whatNeedsAllChannelsKeepsThemWithTheReason() {
        assertEquals(
                Map.of(
                        "first",
                                "operation (LayerNorm) reads all of its nodes together: without one, the others would change",
                        "last", "its nodes are the network's outputs"),
                excluded("layer norm"));
        Architecture tied = new ArchitectureBuilder("tied", new Shape(2, 4, 4))
                .then("before", Convolution.of(2, 4, 1))
                .then("norm", new GroupNorm(4, 2, 1e-5f))
                .then("after", Convolution.of(4, 4, 1))
                .add("add", new Add(), "after", "norm")
                .then("pool", new GlobalAveragePool())
                .then("last", new FullyConnected(4, 3))
                .build();
        assertEquals(
                "its nodes are tied to what norm (GroupNorm) makes",
                Structure.of(tied).excluded().get("after"));
    }

    /** A group of a grouped convolution, with the channels that it reads, is one node: 2 channels before it, 3 behind. */
    @Test
    void groupsAreNodes() {
        Structure structure =
                OperationExamples.all().get("groups").architecture().structure();
        PrunableLayer groups = structure.prunable().get(0);
        assertEquals(3, groups.nodes());
        assertEquals(List.of("wide", "up"), groups.makers());
        assertEquals(
                List.of(
                        new DownstreamLayer("down", 3, List.of(0, 1, 2)),
                        new DownstreamLayer("narrow", 27, List.of(0, 1, 2))),
                groups.readers());
        assertArrayEquals(
                new int[] {0, 0, 1, 1, 2, 2}, structure.nodesIn("wide").get("wide"));
        KeptNodes kept = KeptNodes.ALL.with("wide", new boolean[] {true, false, true});
        assertArrayEquals(new int[] {0, 1, 2, 6, 7, 8}, structure.kept("grouped", kept));
        assertEquals(
                new GroupedConvolution(4, 6, 2, Window.of(3, 1, 1), false),
                structure.cut(kept).layer("grouped").operation());
    }

    /** The shuffle puts the two filters of a group apart, and behind each of them are two more: four of 24, in two places. */
    @Test
    void shufflesBetweenGroupsTieThem() {
        Structure structure = OperationExamples.all()
                .get("groups behind a shuffle")
                .architecture()
                .structure();
        assertEquals(6, structure.prunable().get(0).nodes());
        DownstreamLayer reader = structure.prunable().get(0).readers().get(0);
        assertEquals(4 * 9, reader.columnsPerNode());
        assertEquals(List.of(0, 1, 6, 7), reader.order().subList(0, 4));
    }

    private static Map<String, String> excluded(String example) {
        return OperationExamples.all().get(example).architecture().structure().excluded();
    }

    /** Squeeze and excitation: the gate of a channel goes with the channel. */
    @Test
    void productsTieWhatTheyMultiply() {
        PrunableLayer gated = OperationExamples.all()
                .get("squeeze and excitation")
                .architecture()
                .prunable()
                .get(0);
        assertEquals(List.of("conv", "up"), gated.makers());
        assertEquals(
                List.of("down", "project"),
                gated.readers().stream().map(DownstreamLayer::map).toList());
    }

    /** The last map of SqueezeNet and NiN is a convolution, with a rectifier and a pool behind. */
    @Test
    void theOutputsStayThoughNoMapIsLast() {
        Structure structure =
                OperationExamples.all().get("no last map").architecture().structure();
        assertEquals(Map.of("classes", "its nodes are the network's outputs"), structure.excluded());
        assertEquals("conv", structure.prunable().get(0).name());
    }

    @Test
    void additionsTieTheStreamOfAResidualNetworkAndLeaveTheInsidesOfBlocksFree() {
        List<PrunableLayer> layers =
                Structure.of(CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10)).prunable();
        List<PrunableLayer> tied = layers.stream().filter(PrunableLayer::tied).toList();
        assertEquals(10, layers.size(), "nine blocks and one stream");
        assertEquals(1, tied.size());
        // the first convolution and the second one of every block; 64 channels, of which 32 and 16 run through from
        // before
        assertEquals(10, tied.get(0).makers().size());
        assertEquals(64, tied.get(0).nodes());
        assertEquals(
                List.of(
                        "layer1.0.conv1",
                        "layer1.1.conv1",
                        "layer1.2.conv1",
                        "layer2.0.conv1",
                        "layer2.1.conv1",
                        "layer2.2.conv1",
                        "layer3.0.conv1",
                        "layer3.1.conv1",
                        "layer3.2.conv1",
                        "linear"),
                tied.get(0).readers().stream().map(DownstreamLayer::map).toList());
    }

    @Test
    void aProjectionBeginsANewStream() {
        List<PrunableLayer> tied = Structure.of(ResNet.of(50, 10)).prunable().stream()
                .filter(PrunableLayer::tied)
                .toList();
        assertEquals(
                List.of(256, 512, 1024, 2048),
                tied.stream().map(PrunableLayer::nodes).toList());
        assertEquals(
                List.of("layer1.0.shortcut.0", "layer1.0.conv3", "layer1.1.conv3", "layer1.2.conv3"),
                tied.get(0).makers());
    }

    @Test
    void concatenationPutsTheNodesOfTwoLayersBeforeOneReader() {
        Structure structure = Structure.of(GraphExamples.everythingElse(1).architecture());
        PrunableLayer right = structure.prunable().stream()
                .filter(layer -> layer.name().equals("right"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(new DownstreamLayer("next", 1, List.of(-1, -1, -1, -1, 0, 1, 2, 3, 4))), right.readers());
        boolean[] kept = {true, false, true, false, false};
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 6}, structure.kept("both", KeptNodes.ALL.with("right", kept)));
    }

    @Test
    void aLayerThatIsTiedToTheInputCannotBePruned() {
        Architecture architecture = new ArchitectureBuilder("skip", new Shape(2, 4, 4))
                .then("conv", Convolution.of(2, 2, 1))
                .add("sum", new Add(), "conv", Architecture.INPUT)
                .then("mean", new GlobalAveragePool())
                .then("last", new FullyConnected(2, 2))
                .build();
        Structure structure = Structure.of(architecture);
        assertTrue(structure.prunable().isEmpty());
        assertEquals(
                "its nodes are tied to the network's inputs",
                structure.excluded().get("conv"));
    }

    /** The columns of each node are put together, those of other layers behind, with zeros where they end. */
    @Test
    void aNodeThatIsReadInSeveralPlacesIsOneBlock() {
        List<PrunableLayer> layers =
                OperationExamples.all().get("read twice").architecture().prunable();
        assertEquals(
                new DownstreamLayer(
                        "next",
                        18,
                        List.of(0, 1, 2, 3, 4, -1, -1),
                        List.of(0, 9, 1, 10, 2, 11, 3, 12, 4, 13, 5, 6, 7, 8)),
                layers.get(0).readers().get(1));
        assertEquals(
                new DownstreamLayer(
                        "last", 2, List.of(0, 1, 2, 3, 4, 5), List.of(0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11)),
                layers.get(2).readers().get(0));
        DownstreamLayer other = layers.get(1).readers().get(0);
        assertEquals(List.of(5, 6, 7, 8), other.order().subList(0, 4));
        assertArrayEquals(new int[] {4, 5, 6, 7, 8, 0, 1, 2, 3, 9, 10, 11, 12, 13}, other.blockOfInput(14));
        assertArrayEquals(new int[] {-1, -1, -1, -1, -1, 0, 1, 2, 3, -1, -1, -1, -1, -1}, other.nodeOfInput(14));
    }

    @Test
    void aLayerIsReadThroughDifferentNumbersOfColumns() {
        Architecture architecture = new ArchitectureBuilder("uneven", new Shape(2, 4, 4))
                .then("conv", Convolution.of(2, 3, 1))
                .then("flat", new Flatten())
                .add("mean", new GlobalAveragePool(), "conv")
                .add("both", new Concatenation(), "flat", "mean")
                .then("last", new FullyConnected(51, 2))
                .build();
        DownstreamLayer reader =
                Structure.of(architecture).prunable().get(0).readers().get(0);
        assertEquals(17, reader.columnsPerNode());
        assertEquals(IntStream.range(0, 16).boxed().toList(), reader.order().subList(0, 16));
        assertEquals(48, reader.order().get(16));
        PrunableLayer deep = OperationExamples.all()
                .get("wide and deep")
                .architecture()
                .prunable()
                .get(1);
        assertEquals(
                List.of(0, 1, 2, 3, 4, -1),
                deep.readers().get(0).nodes(),
                "7 neurons of the other layer are one block");
        assertEquals(List.of(-1, -1), deep.readers().get(0).order().subList(52, 54));
    }

    @Test
    void saysWhereEveryMapPutsItsNodes() {
        Structure structure = Structure.of(CifarResNet.of(new Shape(2, 8, 8), 4, 1, CifarResNet.Shortcut.ZEROS, 3));
        String stream = structure.prunable().stream()
                .filter(PrunableLayer::tied)
                .findFirst()
                .orElseThrow()
                .name();
        assertEquals(Collections.singleton(stream), structure.nodesIn("conv1").keySet());
        int[] narrow = structure.nodesIn("conv1").get(stream);
        int[] wide = structure.nodesIn("layer3.0.conv2").get(stream);
        assertEquals(16, wide.length);
        assertArrayEquals(new int[] {6, 7, 8, 9}, narrow, "zeros on both sides, twice: 2 + 4 before the old channels");
        assertTrue(structure.nodesIn("linear").isEmpty());
    }

    @Test
    void printsItself() {
        assertEquals("""
                conv: 5 nodes, read by last
                last: not prunable, its nodes are the network's outputs""", Structure.of(GraphExamples.pooled(1).architecture()).toString());
    }

    /** Two maps make nodes apart, a third, read beside both, is tied to each: all three are one layer, named after the first. */
    @Test
    void aMapThatIsTiedToTwoOthersJoinsThem() {
        Architecture architecture = new ArchitectureBuilder("joined", new Shape(3))
                .then("first", new FullyConnected(3, 2))
                .add("second", new FullyConnected(3, 4), Architecture.INPUT)
                .add("both", new Concatenation(), "first", "second")
                .add("third", new FullyConnected(3, 6), Architecture.INPUT)
                .add("sum", new Add(), "both", "third")
                .then("out", new FullyConnected(6, 2))
                .build();
        PrunableLayer joined = Structure.of(architecture).prunable().get(0);
        assertEquals("first", joined.name());
        assertEquals(List.of("first", "second", "third"), joined.makers());
        assertEquals(6, joined.nodes());
    }
}
