package org.mipp.spark.parcel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.mipp.Budgets;
import org.mipp.Methods;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.LeNet5;

class ParcelTest {

    record Pair(Object first, Object second) {}

    private static <T> T travelled(T value) {
        @SuppressWarnings("unchecked")
        T back = (T) Parcel.open(Parcel.pack(value));
        return back;
    }

    @Test
    void valuesComeBackEqual() {
        List<Object> values = List.of(
                Optional.of(3),
                Optional.empty(),
                OptionalDouble.of(2.5),
                Path.of("a/b"),
                Map.of("k", List.of(1)),
                Methods.mipp(),
                Budgets.keep(0.5),
                LeNet5.architecture(),
                new Pair(Optional.of("x"), Path.of("y")));
        assertEquals(values, travelled(values));
    }

    @Test
    void aNetworkComesBackWithTheSameWeights() {
        var network = Initialisation.of(LeNet5.architecture(), 3);
        assertEquals(network.fingerprint(), travelled(network).fingerprint());
    }

    @Test
    void whatIsSharedStaysShared() {
        Pair inner = new Pair(1, 2);
        Pair back = travelled(new Pair(inner, inner));
        assertSame(back.first(), back.second());
        assertNotSame(inner, back.first());
    }

    @Test
    void whatBelongsToThisMachineIsRefusedByItsType() {
        assertEquals(
                "expected what can be sent to other machines, got a java.io.StringReader, which belongs to this one; use numbers,"
                        + " arrays, collections, records and values of the toolkit",
                refusal(new Pair(1, new StringReader(""))));
        DoubleUnaryOperator square = x -> x * x;
        assertEquals(
                "expected what can be sent to other machines, got a lambda for java.util.function.DoubleUnaryOperator, which"
                        + " cannot; write a method in a cell instead, or cast it: (DoubleUnaryOperator & java.io.Serializable)",
                refusal(square));
    }

    private static String refusal(Object value) {
        return assertThrows(IllegalArgumentException.class, () -> Parcel.pack(value))
                .getMessage();
    }
}
