package org.mipp.network.onnx.write;

import static org.mipp.network.onnx.write.GraphWriting.whole;

import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.AveragePool;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Concatenation;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.DepthwiseConvolution;
import org.mipp.network.operation.Dropout;
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
import org.mipp.network.operation.Normalisation;
import org.mipp.network.operation.Operation;
import org.mipp.network.operation.Pad;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.operation.Relu;
import org.mipp.network.operation.Resize;
import org.mipp.network.operation.Scale;
import org.mipp.network.operation.Softmax;
import org.mipp.network.operation.Unflatten;

/** Who writes which operation: every operation of the toolkit has a line here. */
final class OperationWriters {

    private static final Map<Class<? extends Operation>, Consumer<LayerWriting>> WRITERS = new HashMap<>();

    static {
        WRITERS.put(Convolution.class, WindowWriters::convolution);
        WRITERS.put(DepthwiseConvolution.class, WindowWriters::depthwise);
        WRITERS.put(GroupedConvolution.class, WindowWriters::grouped);
        WRITERS.put(FullyConnected.class, layer -> layer.node("Gemm", layer.weights(), whole("transB", 1)));
        WRITERS.put(BatchNorm.class, NormWriters::batch);
        WRITERS.put(LayerNorm.class, NormWriters::layer);
        WRITERS.put(GroupNorm.class, NormWriters::group);
        WRITERS.put(LocalResponseNorm.class, NormWriters::localResponse);
        WRITERS.put(Scale.class, NormWriters::scale);
        WRITERS.put(Normalisation.class, NormWriters::images);
        WRITERS.put(Relu.class, layer -> layer.node("Relu", List.of()));
        WRITERS.put(Pointwise.class, FunctionWriters::write);
        WRITERS.put(Softmax.class, layer -> layer.node("Softmax", List.of(), whole("axis", 1)));
        WRITERS.put(Add.class, layer -> layer.node(layer.inputs().size() == 2 ? "Add" : "Sum", List.of()));
        WRITERS.put(Multiply.class, ShapeWriters::multiply);
        WRITERS.put(Concatenation.class, layer -> layer.node("Concat", List.of(), whole("axis", 1)));
        WRITERS.put(Flatten.class, layer -> layer.node("Flatten", List.of(), whole("axis", 1)));
        WRITERS.put(Unflatten.class, ShapeWriters::unflatten);
        WRITERS.put(MaxPool.class, WindowWriters::max);
        WRITERS.put(AveragePool.class, WindowWriters::average);
        WRITERS.put(GlobalAveragePool.class, layer -> ShapeWriters.global(layer, "GlobalAveragePool"));
        WRITERS.put(GlobalMaxPool.class, layer -> ShapeWriters.global(layer, "GlobalMaxPool"));
        WRITERS.put(Dropout.class, OperationWriters::dropout);
        WRITERS.put(ChannelMap.class, ShapeWriters::channelMap);
        WRITERS.put(Pad.class, ShapeWriters::pad);
        WRITERS.put(Resize.class, ShapeWriters::resize);
    }

    private OperationWriters() {}

    /** Whether there is a writer for a type of operation. */
    static boolean knows(Class<?> type) {
        return WRITERS.containsKey(type);
    }

    static void write(LayerWriting layer) {
        WRITERS.get(layer.layer().operation().getClass()).accept(layer);
    }

    private static void dropout(LayerWriting layer) {
        float rate = layer.operation(Dropout.class).rate();
        layer.node("Dropout", List.of(layer.floats("ratio", new Shape(), rate)));
    }
}
