package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.surgery.Cut;

/** Every place that takes the name of a layer refuses one that is not there, and says which is meant. */
class LayerNamesTest {

    private static final Network NETWORK = GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 1);
    private static final Activations CAPTURED =
            Capture.of(NETWORK, GraphExamples.noise(200, 2), CaptureOptions.DEFAULT);
    private static final Masks MASKS = Mipp.selectMasks(CAPTURED, Budgets.keep(0.5));
    private static final String AMONG = " among [conv1, layer1.0.conv1, layer2.0.shortcut.0, layer2.0.conv1,"
            + " layer3.0.shortcut.0, layer3.0.conv1], got '";

    /** What is called with a name, and how its refusal begins. */
    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("only: expected layers", place(CAPTURED::only)),
                Arguments.of("mask: expected a layer", place(MASKS::mask)),
                Arguments.of(
                        "explain: expected a layer with a removal path",
                        place(name -> Explanations.explain(MASKS, name))),
                Arguments.of("nodes to keep: expected layers", place(name -> select(Methods.mipp(), name))),
                Arguments.of("nodes to keep: expected layers", place(name -> select(Methods.l1Norm(), name))),
                Arguments.of("nodes to keep: expected layers", place(name -> select(Methods.random(1), name))),
                Arguments.of("nodes to keep: expected layers", place(name -> select(Methods.terc((x, y) -> 0), name))),
                Arguments.of(
                        "masks for " + NETWORK.label() + ": expected layers",
                        place(name -> Cut.apply(NETWORK, List.of(new Mask(name, 4, List.of(0)))))));
    }

    /** Takes a name. */
    private interface Place {
        Object of(String name);
    }

    private static Place place(Place place) {
        return place;
    }

    private static Masks select(SelectionMethod method, String name) {
        return Mipp.selectMasks(CAPTURED.only("conv1"), method, Budgets.keep(Map.of("conv1", 2, name, 3)));
    }

    private static String refusal(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    @ParameterizedTest
    @MethodSource("places")
    void saysWhichLayerIsMeant(String beginning, Place place) {
        for (var meant : Map.of(
                        "nosuch", "",
                        "Conv1", "; did you mean 'conv1'?",
                        "conv2", "; did you mean 'conv1'?",
                        "layer2.0.conv", "; did you mean 'layer2.0.conv1'?",
                        "layer2.conv1", "; did you mean 'layer2.0.conv1'?",
                        "layer1.0.conv2", "; layer1.0.conv2 is tied to conv1; its nodes are named conv1",
                        "linear", "; linear cannot be pruned: its nodes are the network's outputs")
                .entrySet()) {
            String name = meant.getKey();
            assertEquals(beginning + AMONG + name + "'" + meant.getValue(), refusal(() -> place.of(name)));
        }
    }

    @Test
    void aLayerThatWasLeftOutIsNamedAsSuch() {
        assertEquals(
                "only: expected layers among [conv1], got 'layer1.0.conv1'; layer1.0.conv1 can be pruned, but is not one"
                        + " of these",
                refusal(() -> CAPTURED.only("conv1").only("layer1.0.conv1")));
    }

    @Test
    void widthsOfLayersThatWereLeftOutAreNoMistake() {
        assertEquals(
                2, select(Methods.mipp(), "layer2.0.conv1").mask("conv1").kept().size());
    }

    @Test
    void aLayerOfAnyKindAndAWeightAreGuessedToo() {
        Network lenet = Networks.lenet5();
        assertEquals(
                "layer: expected one of [conv1, relu1, pool1, conv2, relu2, pool2, flatten, fc1, relu3, fc2, relu4,"
                        + " fc3], got 'Pool2'; did you mean 'pool2'?",
                refusal(() -> lenet.architecture().layer("Pool2")));
        String weights = "weight: expected one of [conv1.weight, conv1.bias, conv2.weight, conv2.bias, fc1.weight,"
                + " fc1.bias, fc2.weight, fc2.bias, fc3.weight, fc3.bias], got ";
        assertEquals(
                weights + "'conv1.weigth'; did you mean 'conv1.weight'?", refusal(() -> lenet.weight("conv1.weigth")));
        try (LiveNetwork live = LiveNetwork.open(lenet)) {
            assertEquals(weights + "'nosuch'", refusal(() -> live.parameter("nosuch")));
        }
    }
}
