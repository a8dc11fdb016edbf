package org.mipp.network.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mipp.OperationExamples;
import org.mipp.network.RelativeDifference;
import org.mipp.network.Tensor;
import org.mipp.network.weights.WeightsFile;

/** Numbers of PyTorch's own functions; make.py beside the file says how they were made, and with what. */
class OperationNumbersTest {

    private static final Map<String, Tensor> TORCH = WeightsFile.read(
                    Path.of("src/test/resources/org/mipp/network/operation/torch.safetensors"))
            .tensors();

    @TestFactory
    Stream<DynamicTest> operationsComputeWhatPyTorchDoes() {
        Map<String, Operation> operations = new LinkedHashMap<>(OperationExamples.between());
        operations.put("global max", new GlobalMaxPool());
        operations.put("shuffle", ChannelMap.shuffle(6, 3));
        operations.put(
                "convolution",
                new Convolution(
                        6,
                        4,
                        new Window(new Sides(3, 2), new Sides(1, 2), new Padding(1, 0, 0, 1), new Sides(1, 3)),
                        true));
        operations.put("vector softmax", new Softmax());
        operations.put("vector layer norm", new LayerNorm(6, 1e-3f));
        operations.put("vector group norm", new GroupNorm(6, 3, 1e-3f));
        return operations.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())));
    }

    private static void compare(String name, Operation operation) {
        Tensor input = TORCH.get(name.startsWith("vector") ? "vector" : "input");
        Tensor expected = TORCH.get(name);
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = operation.block();
            operation.parameters().keySet().forEach(own -> {
                Tensor value = TORCH.get(name + "." + own);
                block.getDirectParameters().get(own).setArray(manager.create(value.toArray(), value.shape()));
            });
            block.initialize(manager, DataType.FLOAT32, input.shape());
            NDArray made = block.forward(
                            new ParameterStore(manager, false),
                            new NDList(manager.create(input.toArray(), input.shape())),
                            false)
                    .singletonOrThrow();
            assertEquals(expected.shape(), made.getShape());
            assertEquals(
                    expected.shape().slice(1),
                    operation.output(List.of(input.shape().slice(1))));
            double difference = RelativeDifference.between(expected.toArray(), made.toFloatArray());
            assertTrue(difference <= 1e-5, "relative difference " + difference);
        }
    }
}
