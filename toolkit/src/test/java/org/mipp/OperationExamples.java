package org.mipp;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.mipp.network.Network;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.GlobalMaxPool;
import org.mipp.network.operation.GroupNorm;
import org.mipp.network.operation.GroupedConvolution;
import org.mipp.network.operation.LayerNorm;
import org.mipp.network.operation.LocalResponseNorm;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Multiply;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Pad;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.operation.Relu;
import org.mipp.network.operation.Resize;
import org.mipp.network.operation.Scale;
import org.mipp.network.operation.Sides;
import org.mipp.network.operation.Softmax;
import org.mipp.network.operation.Unflatten;
import org.mipp.network.operation.Window;
import org.mipp.network.structure.ArchitectureBuilder;

/** One small network for every operation, most of them with the operation between two convolutions, by what it shows. */
public final class OperationExamples {

    private static final Shape INPUT = GraphExamples.INPUT;

    private OperationExamples() {}

    /** All networks, with weights from a seed. */
    public static Map<String, Network> all() {
        Map<String, Network> networks = new LinkedHashMap<>();
        between().forEach((name, operation) -> networks.put(name, between(name, operation)));
        networks.put("squeeze and excitation", squeeze());
        networks.put("gated", gated());
        networks.put("split and shuffle", splitAndShuffle());
        networks.put("vectors", vectors());
        networks.put("no last map", noLastMap());
        networks.put("groups", groups());
        networks.put("groups behind a shuffle", shuffledGroups());
        networks.put("read twice", readTwice());
        networks.put("pooled beside flattened", pooledBesideFlattened());
        networks.put("wide and deep", wideAndDeep());
        return networks;
    }

    /** Operations of six channels of 6 x 7 pixels that do not change how many channels there are. */
    public static Map<String, Operation> between() {
        Map<String, Operation> operations = new LinkedHashMap<>();
        List<Pointwise> functions = new ArrayList<>(List.of(
                Pointwise.relu6(),
                Pointwise.clip(0.1f, 0.4f),
                Pointwise.leakyRelu(0.1f),
                Pointwise.elu(0.7f),
                Pointwise.hardSigmoid()));
        for (Pointwise.Kind kind : List.of(
                Pointwise.Kind.SILU,
                Pointwise.Kind.HARD_SWISH,
                Pointwise.Kind.GELU,
                Pointwise.Kind.GELU_TANH,
                Pointwise.Kind.SIGMOID,
                Pointwise.Kind.TANH)) {
            functions.add(new Pointwise(kind));
        }
        functions.forEach(
                function -> operations.put(function.kind() + " " + function.alpha() + " " + function.beta(), function));
        Sides tall = new Sides(3, 2);
        Sides step = new Sides(1, 2);
        Padding uneven = new Padding(1, 0, 0, 1);
        Window window = new Window(tall, step, uneven, new Sides(1, 3));
        operations.put("depthwise", new DepthwiseConvolution(6, window, true));
        operations.put("grouped", new GroupedConvolution(6, 6, 3, window, true));
        operations.put("max pool", new MaxPool(tall, step, Padding.of(1, 1), false));
        operations.put("max pool that overhangs", new MaxPool(tall, Sides.square(2), Padding.of(1, 0), true));
        operations.put("max pool padded unevenly", new MaxPool(tall, Sides.square(2), uneven, true));
        operations.put(
                "average pool that overhangs", new AveragePool(tall, Sides.square(2), Padding.of(1, 1), true, true));
        operations.put(
                "average pool without padding counted", new AveragePool(tall, step, Padding.of(1, 1), false, false));
        operations.put("average pool padded unevenly", new AveragePool(tall, step, uneven, true, true));
        operations.put(
                "average pool padded unevenly, not counted",
                new AveragePool(tall, Sides.square(2), uneven, true, false));
        operations.put("scale", new Scale(6, true));
        operations.put("scale alone", new Scale(6, false));
        operations.put("softmax", new Softmax());
        operations.put("layer norm", new LayerNorm(6, 1e-3f));
        operations.put("group norm", new GroupNorm(6, 2, 1e-3f));
        operations.put("local response norm", new LocalResponseNorm(3, 0.5f, 0.75f, 2));
        operations.put("zeros around", new Pad(new Padding(0, 1, 2, 3), Pad.Mode.CONSTANT, 0));
        operations.put("ones around", new Pad(new Padding(0, 1, 2, 3), Pad.Mode.CONSTANT, 1));
        operations.put("mirrored", new Pad(new Padding(0, 1, 2, 3), Pad.Mode.REFLECT, 0));
        operations.put("repeated", new Pad(new Padding(0, 1, 2, 3), Pad.Mode.EDGE, 0));
        operations.put("nearest", new Resize(new Sides(9, 4), Resize.Mode.NEAREST));
        operations.put("bilinear", new Resize(new Sides(9, 4), Resize.Mode.BILINEAR));
        return operations;
    }

    private static Network between(String name, Operation operation) {
        Window first = new Window(new Sides(3, 2), Sides.ONE, Padding.NONE, Sides.ONE);
        Window second = new Window(new Sides(2, 3), Sides.square(2), new Padding(1, 1, 0, 2), new Sides(2, 1));
        return lively(name, layers -> layers.then("first", new Convolution(2, 6, first, true))
                .then("operation", operation)
                .then("second", new Convolution(6, 5, second, true))
                .then("bent", new Relu())
                .then("pooled", new GlobalMaxPool())
                .then("last", new FullyConnected(5, 3)));
    }

    private static Network squeeze() {
        return lively("squeeze and excitation", layers -> layers.then(
                        "conv", Convolution.of(2, 6, 3).padded(1).withoutBias())
                .then("norm", new BatchNorm(6))
                .then("silu", new Pointwise(Pointwise.Kind.SILU))
                .then("squeeze", new GlobalAveragePool())
                .then("down", new FullyConnected(6, 4))
                .then("bent", new Relu())
                .then("pixel", new Unflatten())
                .then("up", Convolution.of(4, 6, 1))
                .then("gate", new Pointwise(Pointwise.Kind.SIGMOID))
                .add("excite", new Multiply(), "silu", "gate")
                .then("project", Convolution.of(6, 5, 1))
                .then("pooled", new GlobalAveragePool())
                .then("last", new FullyConnected(5, 3)));
    }

    /** Nodes behind two sigmoids are 0.25 where they are masked, and stand beside others that are not. */
    private static Network gated() {
        return lively("gated", layers -> layers.then("left", Convolution.of(2, 4, 3))
                .then("leftGate", new Pointwise(Pointwise.Kind.SIGMOID))
                .add("right", Convolution.of(2, 4, 3), "input")
                .then("rightGate", new Pointwise(Pointwise.Kind.SIGMOID))
                .add("product", new Multiply(), "leftGate", "rightGate")
                .add("both", new Concatenation(), "product", "right")
                .then("next", Convolution.of(8, 5, 3).padded(1))
                .then("tanh", new Pointwise(Pointwise.Kind.TANH))
                .then("flat", new Flatten())
                .then("last", new FullyConnected(180, 3)));
    }

    private static Network splitAndShuffle() {
        return lively("split and shuffle", layers -> layers.then(
                        "conv", Convolution.of(2, 8, 3).padded(1))
                .then("relu", new Relu())
                .then("left", ChannelMap.slice(8, 0, 4))
                .add("right", ChannelMap.slice(8, 4, 8), "relu")
                .then("branch", Convolution.of(4, 4, 3).padded(1))
                .then("branchRelu", new Relu())
                .add("both", new Concatenation(), "left", "branchRelu")
                .then("shuffled", ChannelMap.shuffle(8, 2))
                .then("next", Convolution.of(8, 5, 1))
                .then("pooled", new GlobalAveragePool())
                .then("last", new FullyConnected(5, 3)));
    }

    private static Network vectors() {
        return lively("vectors", layers -> layers.then("flat", new Flatten())
                .then("free", new FullyConnected(128, 9))
                .then("gelu", new Pointwise(Pointwise.Kind.GELU))
                .then("scaled", new Scale(9, true))
                .then("some", ChannelMap.slice(9, 2, 8))
                .then("read", new FullyConnected(6, 8))
                .then("normed", new LayerNorm(8, 1e-5f))
                .then("grouped", new GroupNorm(8, 2, 1e-5f))
                .then("last", new FullyConnected(8, 3)));
    }

    private static Network noLastMap() {
        return lively("no last map", layers -> layers.then("conv", Convolution.of(2, 6, 3))
                .then("relu6", Pointwise.relu6())
                .then("classes", Convolution.of(6, 3, 1))
                .then("relu", new Relu())
                .then("pooled", new GlobalAveragePool()));
    }

    /** A block of RegNet: groups that a gate scales, the widths of what they read and make different. */
    private static Network groups() {
        return lively("groups", layers -> layers.then("wide", Convolution.of(2, 6, 1))
                .then("bent", new Relu())
                .then("grouped", new GroupedConvolution(6, 9, 3, Window.of(3, 1, 1), false))
                .then("norm", new BatchNorm(9))
                .then("relu", new Relu())
                .then("squeeze", new GlobalAveragePool())
                .then("down", new FullyConnected(9, 4))
                .then("pixel", new Unflatten())
                .then("up", Convolution.of(4, 9, 1))
                .then("gate", new Pointwise(Pointwise.Kind.SIGMOID))
                .add("excite", new Multiply(), "relu", "gate")
                .then("narrow", Convolution.of(9, 5, 3))
                .then("flat", new Flatten())
                .then("last", new FullyConnected(180, 3)));
    }

    /** The first ShuffleNet: groups, dealt out, then kernels of their own, each of which makes two channels, then read. */
    private static Network shuffledGroups() {
        return lively("groups behind a shuffle", layers -> layers.then("first", Convolution.of(2, 12, 3))
                .then("bent", new Relu())
                .then("grouped", new GroupedConvolution(12, 12, 6, Window.of(1, 1, 0), true))
                .then("shuffled", ChannelMap.shuffle(12, 3))
                .then("doubled", new GroupedConvolution(12, 24, 12, Window.of(3, 1, 1), true))
                .then("relu", new Relu())
                .then("next", Convolution.of(24, 5, 3))
                .then("pooled", new GlobalAveragePool())
                .then("last", new FullyConnected(5, 3)));
    }

    private static Network readTwice() {
        return lively("read twice", layers -> layers.then("conv", Convolution.of(2, 5, 3))
                .then("bent", new Relu())
                .then("other", Convolution.of(5, 4, 1))
                .add("all", new Concatenation(), "bent", "other", "bent")
                .then("next", Convolution.of(14, 6, 3))
                .then("again", new Relu())
                .then("pooled", new GlobalAveragePool())
                .add("both", new Concatenation(), "pooled", "pooled")
                .then("last", new FullyConnected(12, 3)));
    }

    /** Spatial pyramid pooling: each node is read through 36 columns, 4 and 1. */
    private static Network pooledBesideFlattened() {
        return lively("pooled beside flattened", layers -> layers.then("conv", Convolution.of(2, 5, 3))
                .then("bent", new Relu())
                .then("flat", new Flatten())
                .add("coarse", new AveragePool(3, 3), "bent")
                .then("coarseFlat", new Flatten())
                .add("pooled", new GlobalMaxPool(), "bent")
                .add("all", new Concatenation(), "flat", "coarseFlat", "pooled")
                .then("hidden", new FullyConnected(205, 6))
                .then("relu", new Relu())
                .then("last", new FullyConnected(6, 3)));
    }

    /** The nodes of two layers before one map, 16 columns of each of the one, and one of the other. */
    private static Network wideAndDeep() {
        return lively("wide and deep", layers -> layers.then("flatImage", new Flatten())
                .then("wide", new FullyConnected(128, 7))
                .then("wideBent", new Relu())
                .add("conv", Convolution.of(2, 5, 3).strided(2), "input")
                .then("bent", new Relu())
                .then("flat", new Flatten())
                .add("both", new Concatenation(), "wideBent", "flat")
                .then("hidden", new FullyConnected(52, 6))
                .then("relu", new Relu())
                .then("last", new FullyConnected(6, 3)));
    }

    private static Network lively(String name, UnaryOperator<ArchitectureBuilder> layers) {
        return GraphExamples.lively(
                layers.apply(new ArchitectureBuilder(name, INPUT)).build(), 4);
    }
}
