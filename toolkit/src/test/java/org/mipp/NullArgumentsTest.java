package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.mipp.baseline.control.CustomScores;
import org.mipp.capture.Activations;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.experiment.Score;
import org.mipp.experiment.pruned.PixelTarget;
import org.mipp.information.ConditionalMiEstimator;
import org.mipp.information.EntropyEstimator;
import org.mipp.information.MiEstimator;
import org.mipp.information.gaussian.GaussianNodeInformation;
import org.mipp.information.measure.Measure;
import org.mipp.information.ranking.SelectionCriterion;
import org.mipp.information.table.TableSamples;
import org.mipp.linalg.Matrix;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.onnx.OnnxInput;
import org.mipp.network.structure.Architecture;
import org.mipp.run.Checks;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.OutputLoss;
import org.mipp.selection.SelectionMethod;
import org.mipp.surgery.Cut;
import org.mipp.surgery.Reconstruction;
import org.mipp.surgery.StructureCheck;
import org.mipp.training.TrainingPlan;
import org.mipp.training.loss.TrainingLoss;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** In a notebook a variable is null when its cell failed: every verb says so, of every argument and of what is in it. */
class NullArgumentsTest {

    private static final List<Class<?>> DOORS = List.of(
            Mipp.class,
            MutualInformation.class,
            Explanations.class,
            Pictures.class,
            Retraining.class,
            Budgets.class,
            Methods.class,
            Datasets.class,
            DataTables.class,
            Networks.class,
            Storage.class,
            Repairs.class,
            Help.class,
            Estimators.class);

    /** One value of every type that a verb takes; a type that is missing here fails the test. */
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(NetworkStage.class, Results.TRAINED),
            Map.entry(OnnxInput.class, OnnxInput.ANY),
            Map.entry(Network.class, Results.TRAINED.network()),
            Map.entry(Architecture.class, Results.TRAINED.network().architecture()),
            Map.entry(Dataset.class, Examples.digits()),
            Map.entry(Images.class, Examples.digits().train()),
            Map.entry(Activations.class, Results.ACTIVATIONS),
            Map.entry(Masks.class, Results.MASKS),
            Map.entry(TrainingPlan.class, Mipp.epochs(1)),
            Map.entry(TrainingLoss.Outputs.class, Retraining.onOutputsOf(Results.TRAINED)),
            Map.entry(CaptureOptions.class, CaptureOptions.DEFAULT),
            Map.entry(GaussianNodeInformation.class, MutualInformation.gaussian()),
            Map.entry(MiEstimator.class, Estimators.ksg(3)),
            Map.entry(EntropyEstimator.class, Estimators.discreteEntropy()),
            Map.entry(Matrix.class, Matrix.of(new double[][] {{1}, {2}})),
            Map.entry(Budget.class, Budgets.keep(0.5)),
            Map.entry(NetworkBudget.class, Budgets.macs(0.5)),
            Map.entry(OutputLoss.class, Budgets.divergence()),
            Map.entry(SelectionMethod.class, Methods.mipp()),
            Map.entry(Reconstruction.class, Repairs.g()),
            Map.entry(CustomScores.Scores.class, (CustomScores.Scores) (network, layer) -> new double[0]),
            Map.entry(Table.class, Table.create(DoubleColumn.create("nowhere", 1, 2))),
            Map.entry(TableSamples.class, TableSamples.of(Table.create(DoubleColumn.create("nowhere", 1, 2)))),
            Map.entry(PixelTarget.class, PixelTarget.LABELS),
            Map.entry(SelectionCriterion.class, SelectionCriterion.JMI),
            Map.entry(Score.class, new Score("nowhere", 0.5)),
            Map.entry(String[].class, new String[] {"nowhere"}),
            Map.entry(Path.class, Path.of("nowhere")),
            Map.entry(String.class, "nowhere"),
            Map.entry(int[].class, new int[] {1}),
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 0.5),
            Map.entry(boolean.class, true));

    @TestFactory
    Stream<DynamicTest> everyVerbRefusesNullInEveryArgumentAndSaysWhatToRunAgain() {
        return DOORS.stream()
                .flatMap(door -> Arrays.stream(door.getDeclaredMethods()))
                .filter(verb -> Modifier.isPublic(verb.getModifiers())
                        && Arrays.stream(verb.getParameterTypes()).anyMatch(type -> !type.isPrimitive()))
                .map(verb -> DynamicTest.dynamicTest(verb.toGenericString(), () -> assertRefusesNulls(verb)));
    }

    @Test
    void theMessageNamesWhatIsMissingAndItsPlace() {
        assertMessage(
                "expected activations, got null: the cell that makes them failed, or a cell above it was changed; run it again",
                () -> Checks.given(null, "activations"));
        assertMessage(
                "expected a network at place 2, got null: the cell that makes it failed, or a cell above it was changed;"
                        + " run it again",
                () -> Mipp.compare(Results.TRAINED, null));
        assertMessage(
                "expected a network, got null: the cell that makes it failed, or a cell above it was changed; run it again",
                () -> Mipp.compare((NetworkStage[]) null));
    }

    @Test
    void whatCellsCallBesideVerbsRefusesNullToo() {
        Matrix one = Matrix.of(new double[][] {{1}, {2}});
        Network network = Results.TRAINED.network();
        Stream.of(
                        Estimators.gaussianMi(),
                        Estimators.copulaMi(),
                        Estimators.ksg(3),
                        Estimators.binned(5),
                        Estimators.discrete(),
                        Estimators.renyi(),
                        Estimators.ross(3),
                        Estimators.lossDifference(),
                        Estimators.mine(),
                        Estimators.infoNce())
                .forEach(estimator -> {
                    assertNamesCell(() -> estimator.estimate(null, one));
                    assertNamesCell(() -> estimator.estimate(one, null));
                    if (estimator instanceof ConditionalMiEstimator conditional) {
                        assertNamesCell(() -> conditional.estimate(one, one, null));
                    }
                });
        assertNamesCell(() -> Measure.with(null));
        assertNamesCell(() -> Measure.with(Estimators.ksg(3)).of(one, null));
        assertNamesCell(() -> Matrix.of((double[][]) null));
        assertNamesCell(() -> Matrix.of(new double[][] {{1}, null}));
        assertNamesCell(() -> Results.ACTIVATIONS.only((String) null));
        assertNamesCell(() -> Methods.terc(Estimators.ksg(3)).resumeFrom(null));
        assertNamesCell(() -> StructureCheck.of(null));
        assertNamesCell(() -> Cut.apply(null, Results.MASKS));
        assertNamesCell(() -> Cut.apply(network, (Masks) null));
        assertNamesCell(() -> Cut.apply(network, Collections.singletonList(null)));
        assertNamesCell(() -> network.weight(null));
        assertNamesCell(() -> network.withWeights(null));
    }

    private static void assertNamesCell(Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.startsWith("expected ") && message.contains(", got null: the cell that makes "), message);
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static void assertRefusesNulls(Method verb) throws IllegalAccessException {
        Parameter[] parameters = verb.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].getType().isPrimitive()) {
                for (Object bad : withNulls(parameters[i].getType())) {
                    Object[] arguments = Arrays.stream(parameters)
                            .map(NullArgumentsTest::value)
                            .toArray();
                    arguments[i] = bad;
                    assertRefuses(verb, arguments, parameters[i]);
                }
            }
        }
    }

    private static void assertRefuses(Method verb, Object[] arguments, Parameter parameter)
            throws IllegalAccessException {
        try {
            verb.invoke(null, arguments);
            throw new AssertionError(verb + " takes null for " + parameter);
        } catch (InvocationTargetException e) {
            Throwable refusal = assertInstanceOf(IllegalArgumentException.class, e.getCause(), verb + ": " + parameter);
            assertNamesCell(() -> {
                throw refusal;
            });
        }
    }

    /** Null, and for what holds others one with a null in it. */
    private static List<Object> withNulls(Class<?> type) {
        List<Object> bad = new ArrayList<>();
        bad.add(null);
        if (type.isArray() && !type.getComponentType().isPrimitive()) {
            bad.add(Array.newInstance(type.getComponentType(), 1));
        } else if (type == List.class) {
            bad.add(Collections.singletonList(null));
        } else if (type == Map.class) {
            bad.add(Collections.singletonMap(null, 1));
            bad.add(Collections.singletonMap("conv1", null));
        }
        return bad;
    }

    private static Object value(Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == List.class) {
            String element = parameter.getParameterizedType().getTypeName();
            return VALUES.entrySet().stream()
                    .filter(value ->
                            element.equals("java.util.List<" + value.getKey().getName() + ">"))
                    .map(value -> List.of(value.getValue()))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("no value of " + element));
        }
        if (type == Map.class) {
            return parameter.getParameterizedType().getTypeName().contains(Score.class.getName())
                    ? Map.of(1, List.of(VALUES.get(Score.class)))
                    : Map.of("conv1", 1);
        }
        if (type == float[][].class) {
            return new float[][] {{0.5f}};
        }
        if (type.isArray() && !VALUES.containsKey(type)) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, VALUES.get(type.getComponentType()));
            return array;
        }
        assertTrue(VALUES.containsKey(type), "no value of " + type);
        return VALUES.get(type);
    }
}
