package org.mipp.network.operation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A DJL block for an operation with parameters that no block of DJL computes. */
final class FormulaBlock extends AbstractBlock {

    /** What the block computes. */
    interface Formula {
        /** The output for the only input; the bias is null if the operation has none. */
        NDArray of(NDArray input, NDArray weight, @Nullable NDArray bias);
    }

    private final Operation operation;
    private final Formula formula;

    FormulaBlock(Operation operation, Formula formula) {
        this.operation = operation;
        this.formula = formula;
        boolean scales = operation instanceof ScaleAndShift;
        operation.parameters().keySet().forEach(name -> {
            boolean weight = name.equals("weight");
            Parameter.Type type = scales
                    ? weight ? Parameter.Type.GAMMA : Parameter.Type.BETA
                    : weight ? Parameter.Type.WEIGHT : Parameter.Type.BIAS;
            addParameter(Parameter.builder().setName(name).setType(type).build());
        });
    }

    @Override
    public void prepare(Shape[] inputShapes) {
        operation
                .parameters()
                .forEach((name, shape) -> getDirectParameters().get(name).setShape(shape));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> arguments) {
        NDArray input = inputs.singletonOrThrow();
        NDArray weight = store.getValue(getDirectParameters().get("weight"), input.getDevice(), training);
        NDArray bias = getDirectParameters().contains("bias")
                ? store.getValue(getDirectParameters().get("bias"), input.getDevice(), training)
                : null;
        return new NDList(formula.of(input, weight, bias));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0)).addAll(operation.output(List.of(inputShapes[0].slice(1))))
        };
    }
}
