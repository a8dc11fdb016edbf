package org.mipp;

import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.blocks.BlockConverter;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.MaxPool;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.zoo.CifarResNet;

/** Small networks that are no mere chains, with random weights and batch norms that have seen something. */
public final class GraphExamples {

    public static final Shape INPUT = new Shape(2, 8, 8);

    private GraphExamples() {}

    /** Random images for these networks. */
    public static Images noise(int count, long seed) {
        byte[] pixels = new byte[128 * count];
        new Random(seed).nextBytes(pixels);
        return ImageArrays.of("noise", 2, 8, 8, 3, pixels, new byte[count]);
    }

    /** One network of every family that reads images of this shape. */
    public static Stream<Network> all() {
        return Stream.of(
                residual(CifarResNet.Shortcut.ZEROS, 2),
                residual(CifarResNet.Shortcut.PROJECTION, 3),
                everythingElse(4),
                pooled(5),
                builtWithDjl(6));
    }

    /** A residual network of 8 layers whose shortcuts widen as said. */
    public static Network residual(CifarResNet.Shortcut shortcut, long seed) {
        return lively(CifarResNet.of(INPUT, 4, 1, shortcut, 3), seed);
    }

    /** Every operation that the residual networks do not have. */
    public static Network everythingElse(long seed) {
        Architecture architecture = new ArchitectureBuilder("everything else", INPUT)
                .then("first", Convolution.of(2, 6, 3).padded(1))
                .then("rectified", new Relu())
                .then("depthwise", new DepthwiseConvolution(6, 3, 2, 1, true))
                .then("norm", new BatchNorm(6))
                .then("bent", new Relu())
                .then("left", Convolution.of(6, 4, 1))
                .add("right", Convolution.of(6, 5, 3).padded(1), "bent")
                .add("both", new Concatenation(), "left", "right")
                .then("dropped", new Dropout(0.5f))
                .then("positive", new Relu())
                .then("pooled", new AveragePool(2, 2))
                .then("next", Convolution.of(9, 4, 1))
                .then("again", Convolution.of(4, 4, 1))
                .add("sum", new Add(), "next", "again")
                .then("flat", new Flatten())
                .then("hidden", new FullyConnected(16, 7, false))
                .then("normal", new BatchNorm(7))
                .then("last", new FullyConnected(7, 3))
                .build();
        return lively(architecture, seed);
    }

    /** The start of the published ResNets, with a pool that overlaps itself. */
    public static Network pooled(long seed) {
        return lively(
                new ArchitectureBuilder("pooled", INPUT)
                        .then("conv", Convolution.of(2, 5, 3).padded(1).strided(2))
                        .then("pool", new MaxPool(3, 2, 1))
                        .then("mean", new GlobalAveragePool())
                        .then("last", new FullyConnected(5, 3))
                        .build(),
                seed);
    }

    /** A residual network of DJL's zoo, whose layers are named by paths. */
    public static Network builtWithDjl(long seed) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = ResNetV1.builder()
                    .setImageShape(INPUT)
                    .setNumLayers(8)
                    .setOutSize(3)
                    .build();
            block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(INPUT));
            return lively(BlockConverter.read("built with DJL", block).architecture(), seed);
        }
    }

    /** New weights, and batch norms with random scales, shifts and running statistics. */
    public static Network lively(Architecture architecture, long seed) {
        Network network = Initialisation.of(architecture, seed);
        Random random = new Random(seed);
        Map<String, Tensor> changed = new HashMap<>();
        architecture.layers().forEach(layer -> {
            if (layer.operation() instanceof BatchNorm norm) {
                norm.parameters()
                        .forEach((name, shape) -> changed.put(layer.name() + "." + name, near(1, shape, random)));
                norm.buffers()
                        .forEach((name, shape) -> changed.put(
                                layer.name() + "." + name, near(name.equals("running_var") ? 1 : 0, shape, random)));
            }
        });
        return network.withWeights(changed);
    }

    private static Tensor near(float value, Shape shape, Random random) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value + 0.3f * (random.nextFloat() - 0.5f);
        }
        return Tensor.of(shape, values);
    }
}
