package org.mipp.network.onnx.read;

import java.util.HashMap;
import java.util.Map;
import org.mipp.network.operation.GlobalAveragePool;
import org.mipp.network.operation.GlobalMaxPool;
import org.mipp.network.operation.Pointwise;
import org.mipp.network.operation.Relu;
import org.mipp.run.RefusedException;

/** Who reads which type of node: the list of all that can be read. A new operation is a line here, or a file and a line. */
final class NodeReaders {

    private static final Map<String, NodeReader> READERS = new HashMap<>();

    /** Why nodes of known types are not among them, and what to do. */
    private static final Map<String, String> REASONS = new HashMap<>();

    static {
        READERS.put("Conv", ConvolutionOperators::read);
        READERS.put("Gemm", MatrixOperators::gemm);
        READERS.put("MatMul", MatrixOperators::product);
        READERS.put("BatchNormalization", NormOperators::batch);
        READERS.put("LayerNormalization", NormOperators::layer);
        READERS.put("GroupNormalization", NormOperators::group);
        READERS.put("InstanceNormalization", NormOperators::instance);
        READERS.put("LRN", NormOperators::localResponse);
        READERS.put("Relu", node -> ActivationOperators.make(node, new Relu()));
        READERS.put(
                "LeakyRelu",
                node -> ActivationOperators.make(node, Pointwise.leakyRelu(node.fraction("alpha", 0.01f))));
        READERS.put("PRelu", ActivationOperators::slope);
        READERS.put("Elu", node -> ActivationOperators.make(node, Pointwise.elu(node.fraction("alpha", 1))));
        READERS.put("HardSwish", node -> ActivationOperators.make(node, new Pointwise(Pointwise.Kind.HARD_SWISH)));
        READERS.put("HardSigmoid", ActivationOperators::hardSigmoid);
        READERS.put("Tanh", ActivationOperators::tanh);
        READERS.put("Gelu", ActivationOperators::gelu);
        READERS.put("Erf", ActivationOperators::erf);
        READERS.put("Pow", ActivationOperators::power);
        READERS.put("Clip", ActivationOperators::clip);
        READERS.put("Max", ActivationOperators::max);
        READERS.put("MaxPool", PoolingOperators::max);
        READERS.put("AveragePool", PoolingOperators::average);
        READERS.put("GlobalAveragePool", node -> PoolingOperators.global(node, new GlobalAveragePool(), true));
        READERS.put("GlobalMaxPool", node -> PoolingOperators.global(node, new GlobalMaxPool(), true));
        READERS.put("ReduceMean", node -> PoolingOperators.reduced(node, new GlobalAveragePool()));
        READERS.put("ReduceMax", node -> PoolingOperators.reduced(node, new GlobalMaxPool()));
        READERS.put("Resize", ResizeOperators::read);
        READERS.put("Upsample", ResizeOperators::read);
        READERS.put("Add", ArithmeticOperators::add);
        READERS.put("Sum", ArithmeticOperators::sum);
        READERS.put("Sub", ArithmeticOperators::subtract);
        READERS.put("Mul", ArithmeticOperators::multiply);
        READERS.put("Div", ArithmeticOperators::divide);
        READERS.put("Reshape", ShapeOperators::reshape);
        READERS.put("Flatten", ShapeOperators::flatten);
        READERS.put("Squeeze", ShapeOperators::squeeze);
        READERS.put("Unsqueeze", ShapeOperators::unsqueeze);
        READERS.put("Transpose", ShapeOperators::transpose);
        READERS.put("Shape", ShapeOperators::shape);
        READERS.put("Concat", ChannelOperators::concatenate);
        READERS.put("Gather", ChannelOperators::gather);
        READERS.put("Slice", ChannelOperators::slice);
        READERS.put("Split", ChannelOperators::split);
        READERS.put("Pad", ChannelOperators::pad);
        READERS.put("Identity", PassingOperators::identity);
        READERS.put("Cast", PassingOperators::identity);
        READERS.put("Dropout", PassingOperators::dropout);
        READERS.put("Softmax", PassingOperators::softmax);
        READERS.put("LogSoftmax", PassingOperators::tail);
        READERS.put("Sigmoid", ActivationOperators::sigmoid);
        READERS.put("Constant", ConstantOperators::constant);
        READERS.put("ConstantOfShape", ConstantOperators::filled);
        reason(
                "control flow depends on numbers that only running can tell; export a network without it",
                "If",
                "Loop",
                "Scan");
        reason(
                "the file is quantised, and pruning works on floats; export the network before it was quantised",
                "QuantizeLinear",
                "DequantizeLinear",
                "QLinearConv",
                "QLinearMatMul",
                "ConvInteger",
                "MatMulInteger",
                "DynamicQuantizeLinear");
        reason(
                "it chooses among the logits; take these as the output: load(file, OnnxInput.ANY.output(\"name\"))",
                "ArgMax",
                "TopK");
        reason("recurrent layers are no operation of this toolkit; use a feed-forward network", "LSTM", "GRU", "RNN");
    }

    private NodeReaders() {}

    private static void reason(String reason, String... types) {
        for (String type : types) {
            REASONS.put(type, reason);
        }
    }

    /** Who reads a node: where all that it reads is constant, it is computed. */
    static NodeReader of(GraphNode node) {
        boolean ours = node.node().domain().isEmpty();
        if (ours && isConstant(node) && ConstantOperators.folds(node.type())) {
            return ConstantOperators::fold;
        }
        NodeReader reader = READERS.get(node.type());
        if (!ours || reader == null) {
            throw refusal(node, ours);
        }
        return reader;
    }

    private static boolean isConstant(GraphNode node) {
        boolean constant = node.inputs() > 0;
        for (int i = 0; i < node.inputs(); i++) {
            constant &= !node.has(i) || node.isConstant(i);
        }
        return constant;
    }

    private static RefusedException refusal(GraphNode node, boolean ours) {
        String unknown = ours
                ? "this operation cannot be read; replace it where the network is defined, or end the network before it:"
                        + " load(file, OnnxInput.ANY.output(\"" + firstInput(node) + "\"))"
                : "operations of the domain '" + node.node().domain()
                        + "' cannot be read; export the network with ONNX's" + " own operations only";
        return new RefusedException(
                node.where() + ": " + (ours ? REASONS.getOrDefault(node.type(), unknown) : unknown));
    }

    private static String firstInput(GraphNode node) {
        return node.node().inputs().isEmpty()
                ? "name of a tensor"
                : node.node().inputs().get(0);
    }
}
