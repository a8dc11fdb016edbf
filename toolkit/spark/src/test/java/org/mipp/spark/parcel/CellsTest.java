package org.mipp.spark.parcel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mipp.information.MiEstimator;
import org.mipp.linalg.Matrix;

/** Lambdas of cells, in the JShell of this process; that they arrive in other processes too is for the kernel's test. */
public class CellsTest {

    private static final AtomicReference<Object> HANDED = new AtomicReference<>();
    private static final Matrix ONE = Matrix.of(1, 1, 1);

    private final JShell shell = JShell.builder().executionEngine("local").build();

    public CellsTest() {
        cell("import org.mipp.information.*; import java.util.function.*;");
    }

    /** Takes what a cell made. */
    public static void take(Object value) {
        HANDED.set(value);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private void cell(String source) {
        String left = source;
        while (!left.isBlank()) {
            SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(left);
            for (SnippetEvent event : shell.eval(info.source())) {
                assertTrue(
                        event.status() != Snippet.Status.REJECTED && event.exception() == null,
                        () -> info.source()
                                + shell.diagnostics(event.snippet())
                                        .map(problem -> problem.getMessage(null))
                                        .toList()
                                + event.exception());
            }
            left = info.remaining();
        }
    }

    /** What a lambda of a cell finds where the cells are not, with 1 and 1. */
    private double far(String name) {
        cell(CellsTest.class.getName() + ".take(" + name + ");");
        MiEstimator there = (MiEstimator) Parcel.open(Parcel.pack(HANDED.get()));
        assertTrue(there.getClass().getClassLoader() instanceof CellLoader
                || there.getClass().getName().contains("MiEstimator"));
        return there.estimate(ONE, ONE);
    }

    @Test
    void variablesArriveWithTheirValuesAlsoAfterTheyChange() {
        cell("int k = 5; MiEstimator mine = (x, y) -> x.get(0, 0) + k;");
        assertEquals(6, far("mine"));
        Object once = Parcel.open(Parcel.pack(HANDED.get()));
        assertEquals(6, ((MiEstimator) Parcel.open(Parcel.pack(once))).estimate(ONE, ONE), "there and back");
        cell("k = 100;");
        assertEquals(101, far("mine"));
        cell("k += 1; double[] table = {1, 2, 3}; MiEstimator other = (x, y) -> table[2] + k;");
        assertEquals(104, far("other"));
    }

    @Test
    void methodsArriveWithWhatTheyCallAndAfterTheyAreDefinedAgain() {
        cell(
                "double base = 0.5; double half(double v) { return v / 2 + base; } double twice(double v) { return 2 * half(v); }");
        cell("MiEstimator mine = (x, y) -> twice(x.get(0, 0));");
        assertEquals(2, far("mine"));
        cell("double half(double v) { return v / 4 + base; }");
        cell("MiEstimator again = (x, y) -> twice(x.get(0, 0));");
        assertEquals(1.5, far("again"));
    }

    @Test
    void classesAndRecordsArriveWithTheirStaticValues() {
        cell("record Weight(double w) { double of(double v) { return w * v; } }");
        cell("class Counter { static int made = 3; int own = made; int next() { return own + made; } }");
        cell("Counter.made = 7;");
        cell("Weight weight = new Weight(10);");
        cell("MiEstimator mine = (x, y) -> weight.of(x.get(0, 0)) + new Counter().next();");
        assertEquals(24, far("mine"));
        cell("class Mine implements MiEstimator { double c = 4; public double estimate(org.mipp.linalg.Matrix x,"
                + " org.mipp.linalg.Matrix y) { return c + weight.of(1); } }");
        assertEquals(14, far("new Mine()"));
    }

    @Test
    void lambdasThatCallLambdasArrive() {
        cell("int k = 2; MiEstimator inner = (x, y) -> k; MiEstimator outer = (x, y) -> 10 * inner.estimate(x, y);");
        assertEquals(20, far("outer"));
        cell("MiEstimator stream = (x, y) -> java.util.stream.IntStream.range(0, 4).map(i -> i * k).sum();");
        assertEquals(12, far("stream"));
        cell("MiEstimator named = MiEstimator.named(\"mine\", outer);");
        assertEquals(20, far("named"));
    }

    @Test
    void whatCannotTravelIsNamedBeforeAnythingIsSent() {
        cell("Function<Double, Double> f = v -> v + 1; MiEstimator mine = (x, y) -> f.apply(1.0);");
        cell(CellsTest.class.getName() + ".take(mine);");
        assertEquals(
                "variable 'f': expected what can be sent to other machines, got a lambda for java.util.function.Function, which"
                        + " cannot; write a method in a cell instead, or cast it: (Function & java.io.Serializable)",
                assertThrows(IllegalArgumentException.class, () -> Parcel.pack(HANDED.get()))
                        .getMessage());
        cell("var reader = new java.io.StringReader(\"a\"); MiEstimator reading = (x, y) -> reader.hashCode();");
        cell(CellsTest.class.getName() + ".take(reading);");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Parcel.pack(HANDED.get()))
                .getMessage()
                .startsWith(
                        "variable 'reader': expected what can be sent to other machines, got a java.io.StringReader"));
    }

    @Test
    void whatALambdaDoesNotUseNeedNotTravel() {
        cell("var reader = new java.io.StringReader(\"a\"); int k = 3; double unused() { return reader.hashCode(); }");
        cell("MiEstimator mine = (x, y) -> k;");
        assertEquals(3, far("mine"));
        cell("MiEstimator list(int n) { return (x, y) -> n + k; }");
        assertEquals(List.of(8.0), List.of(far("list(5)")));
    }
}
