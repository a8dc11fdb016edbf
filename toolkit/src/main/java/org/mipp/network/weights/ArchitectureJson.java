package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
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
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.run.RefusedException;

/**
 * An architecture as JSON: name, input shape, and the layers in order, each with its operation by class name and that
 * class's numbers. Reading goes through the same constructors as everything else, so nothing inconsistent gets in.
 */
final class ArchitectureJson {

    /** Marks every operation with its type; only these types are ever made. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Add.class, name = "Add"),
        @JsonSubTypes.Type(value = AveragePool.class, name = "AveragePool"),
        @JsonSubTypes.Type(value = BatchNorm.class, name = "BatchNorm"),
        @JsonSubTypes.Type(value = ChannelMap.class, name = "ChannelMap"),
        @JsonSubTypes.Type(value = Concatenation.class, name = "Concatenation"),
        @JsonSubTypes.Type(value = Convolution.class, name = "Convolution"),
        @JsonSubTypes.Type(value = DepthwiseConvolution.class, name = "DepthwiseConvolution"),
        @JsonSubTypes.Type(value = Dropout.class, name = "Dropout"),
        @JsonSubTypes.Type(value = Flatten.class, name = "Flatten"),
        @JsonSubTypes.Type(value = FullyConnected.class, name = "FullyConnected"),
        @JsonSubTypes.Type(value = GlobalAveragePool.class, name = "GlobalAveragePool"),
        @JsonSubTypes.Type(value = GlobalMaxPool.class, name = "GlobalMaxPool"),
        @JsonSubTypes.Type(value = GroupNorm.class, name = "GroupNorm"),
        @JsonSubTypes.Type(value = GroupedConvolution.class, name = "GroupedConvolution"),
        @JsonSubTypes.Type(value = LayerNorm.class, name = "LayerNorm"),
        @JsonSubTypes.Type(value = LocalResponseNorm.class, name = "LocalResponseNorm"),
        @JsonSubTypes.Type(value = MaxPool.class, name = "MaxPool"),
        @JsonSubTypes.Type(value = Multiply.class, name = "Multiply"),
        @JsonSubTypes.Type(value = Normalisation.class, name = "Normalisation"),
        @JsonSubTypes.Type(value = Pad.class, name = "Pad"),
        @JsonSubTypes.Type(value = Pointwise.class, name = "Pointwise"),
        @JsonSubTypes.Type(value = Relu.class, name = "Relu"),
        @JsonSubTypes.Type(value = Resize.class, name = "Resize"),
        @JsonSubTypes.Type(value = Scale.class, name = "Scale"),
        @JsonSubTypes.Type(value = Softmax.class, name = "Softmax"),
        @JsonSubTypes.Type(value = Unflatten.class, name = "Unflatten")
    })
    private interface Typed {}

    /** What is written: the shape as plain numbers. */
    private record Plan(String name, long[] input, List<Layer> layers) {
        private Plan {
            layers = List.copyOf(layers);
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(WindowJson.module())
            .addMixIn(Operation.class, Typed.class)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .visibility(com.fasterxml.jackson.annotation.PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .build();

    private ArchitectureJson() {}

    static String write(Architecture architecture) {
        try {
            return JSON.writeValueAsString(
                    new Plan(architecture.name(), architecture.input().getShape(), architecture.layers()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an architecture of this toolkit is always JSON", e);
        }
    }

    /**
     * Reads an architecture.
     *
     * @throws IllegalArgumentException if it is not JSON of this kind, or layers do not fit
     */
    static Architecture read(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            WindowJson.complete(tree);
            Plan plan = JSON.treeToValue(tree, Plan.class);
            argument(plan != null, "architecture: expected the JSON that this toolkit writes, got null");
            return new Architecture(plan.name(), new Shape(plan.input()), plan.layers());
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    "architecture: expected the JSON that this toolkit writes, got something else: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
