package org.mipp.network.weights;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mipp.network.operation.Padding;
import org.mipp.network.operation.Sides;

/**
 * Windows as JSON: one number where all sides are equal, as files have had it from the start, else {@code [height, width]} and
 * {@code [top, left, bottom, right]}.
 */
final class WindowJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, JsonNode> DILATION = Map.of("dilation", NODES.numberNode(1));

    /** What files of before did not say, by type of operation. */
    private static final Map<String, Map<String, JsonNode>> ABSENT = Map.of(
            "Convolution",
            DILATION,
            "DepthwiseConvolution",
            DILATION,
            "MaxPool",
            Map.of("ceil", NODES.booleanNode(false)),
            "AveragePool",
            Map.of(
                    "padding", NODES.numberNode(0),
                    "ceil", NODES.booleanNode(false),
                    "countPadding", NODES.booleanNode(true)));

    private WindowJson() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addSerializer(Sides.class, writer(sides -> List.of(sides.height(), sides.width())))
                .addSerializer(
                        Padding.class,
                        writer(padding -> List.of(padding.top(), padding.left(), padding.bottom(), padding.right())))
                .addDeserializer(Sides.class, reader(2, n -> new Sides(n[0], n[1])))
                .addDeserializer(Padding.class, reader(4, n -> new Padding(n[0], n[1], n[2], n[3])));
    }

    /** Says of an architecture what a file of before did not. */
    static void complete(JsonNode plan) {
        for (JsonNode layer : plan.path("layers")) {
            if (layer.path("operation") instanceof ObjectNode operation) {
                ABSENT.getOrDefault(operation.path("type").asText(), Map.of()).forEach(operation::putIfAbsent);
            }
        }
    }

    private static <T> JsonSerializer<T> writer(Function<T, List<Integer>> numbers) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                List<Integer> sides = numbers.apply(value);
                if (sides.stream().distinct().count() == 1) {
                    out.writeNumber(sides.get(0));
                } else {
                    out.writeArray(sides.stream().mapToInt(side -> side).toArray(), 0, sides.size());
                }
            }
        };
    }

    private static <T> JsonDeserializer<T> reader(int count, Function<int[], T> make) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                JsonNode node = context.readTree(in);
                int[] numbers = new int[count];
                for (int i = 0; i < count; i++) {
                    JsonNode one = node.isArray() ? node.path(i) : node;
                    if (!one.canConvertToInt() || !one.isIntegralNumber() || node.isArray() && node.size() != count) {
                        return context.reportInputMismatch(
                                this, "expected a whole number or a list of %d, got %s", count, node);
                    }
                    numbers[i] = one.intValue();
                }
                return make.apply(numbers);
            }
        };
    }
}
