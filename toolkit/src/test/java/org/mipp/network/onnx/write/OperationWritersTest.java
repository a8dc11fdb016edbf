package org.mipp.network.onnx.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mipp.network.operation.Operation;

/** No operation is forgotten when files are written. */
class OperationWritersTest {

    @Test
    void everyOperationHasAWriter() {
        List<Class<?>> missing = leaves(Operation.class)
                .filter(type -> !OperationWriters.knows(type))
                .toList();
        assertEquals(List.of(), missing, "add a line to OperationWriters, and one to NodeReaders");
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationWritersTest::leaves)
                : Stream.of(type);
    }
}
