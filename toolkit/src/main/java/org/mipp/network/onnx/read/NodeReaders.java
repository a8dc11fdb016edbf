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
        READERS.put("Conv", ConvolutionNodes::read);
        READERS.put("Gemm", MatrixNodes::gemm);
        READERS.put("MatMul", MatrixNodes::product);
        READERS.put("BatchNormalization", NormNodes::batch);
        READERS.put("LayerNormalization", NormNodes::layer);
        READERS.put("GroupNormalization", NormNodes::group);
        READERS.put("InstanceNormalization", NormNodes::instance);
        READERS.put("LRN", NormNodes::localResponse);
        READERS.put("Relu", node -> ActivationNodes.make(node, new Relu()));
        READERS.put(
                "LeakyRelu", node -> ActivationNodes.make(node, Pointwise.leakyRelu(node.fraction("alpha", 0.01f))));
        READERS.put("PRelu", ActivationNodes::slope);
        READERS.put("Elu", node -> ActivationNodes.make(node, Pointwise.elu(node.fraction("alpha", 1))));
        READERS.put("HardSwish", node -> ActivationNodes.make(node, new Pointwise(Pointwise.Kind.HARD_SWISH)));
        READERS.put("HardSigmoid", ActivationNodes::hardSigmoid);
        READERS.put("Tanh", ActivationNodes::tanh);
        READERS.put("Gelu", ActivationNodes::gelu);
        READERS.put("Erf", ActivationNodes::erf);
        READERS.put("Pow", ActivationNodes::power);
        READERS.put("Clip", ActivationNodes::clip);
        READERS.put("Max", ActivationNodes::max);
        READERS.put("MaxPool", PoolingNodes::max);
        READERS.put("AveragePool", PoolingNodes::average);
        READERS.put("GlobalAveragePool", node -> PoolingNodes.global(node, new GlobalAveragePool(), true));
        READERS.put("GlobalMaxPool", node -> PoolingNodes.global(node, new GlobalMaxPool(), true));
        READERS.put("ReduceMean", node -> PoolingNodes.reduced(node, new GlobalAveragePool()));
        READERS.put("ReduceMax", node -> PoolingNodes.reduced(node, new GlobalMaxPool()));
        READERS.put("Resize", ResizeNodes::read);
        READERS.put("Upsample", ResizeNodes::read);
        READERS.put("Add", ArithmeticNodes::add);
        READERS.put("Sum", ArithmeticNodes::sum);
        READERS.put("Sub", ArithmeticNodes::subtract);
        READERS.put("Mul", ArithmeticNodes::multiply);
        READERS.put("Div", ArithmeticNodes::divide);
        READERS.put("Reshape", ShapeNodes::reshape);
        READERS.put("Flatten", ShapeNodes::flatten);
        READERS.put("Squeeze", ShapeNodes::squeeze);
        READERS.put("Unsqueeze", ShapeNodes::unsqueeze);
        READERS.put("Transpose", ShapeNodes::transpose);
        READERS.put("Shape", ShapeNodes::shape);
        READERS.put("Concat", ChannelNodes::concatenate);
        READERS.put("Gather", ChannelNodes::gather);
        READERS.put("Slice", ChannelNodes::slice);
        READERS.put("Split", ChannelNodes::split);
        READERS.put("Pad", ChannelNodes::pad);
        READERS.put("Identity", PassingNodes::identity);
        READERS.put("Cast", PassingNodes::identity);
        READERS.put("Dropout", PassingNodes::dropout);
        READERS.put("Softmax", PassingNodes::softmax);
        READERS.put("LogSoftmax", PassingNodes::tail);
        READERS.put("Sigmoid", ActivationNodes::sigmoid);
        READERS.put("Constant", ConstantNodes::constant);
        READERS.put("ConstantOfShape", ConstantNodes::filled);
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
        if (ours && isConstant(node) && ConstantNodes.folds(node.type())) {
            return ConstantNodes::fold;
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
