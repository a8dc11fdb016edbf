package org.mipp.network.operation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the garbage collector does between a forward and a backward pass is none of the gradients' business. */
class ConstantsTest {

    private static final float[] PLACES = {-4, -2.5f, -1, -0.3f, 0.2f, 0.9f, 1.7f, 2.9f, 5};

    private static float[] gradient(UnaryOperator<NDArray> function, boolean collected) throws InterruptedException {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(PLACES);
            x.setRequiresGradient(true);
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray sum = function.apply(x).sum();
                if (collected) {
                    overwriteWhatIsFree();
                }
                collector.backward(sum);
            }
            return x.getGradient().toFloatArray();
        }
    }

    /** Memory that nobody holds is given back and used by others. */
    private static void overwriteWhatIsFree() throws InterruptedException {
        List<ByteBuffer> others = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            System.gc();
            Thread.sleep(10); // the collector's own thread frees
            for (int i = 0; i < 2_000; i++) {
                ByteBuffer other = ByteBuffer.allocateDirect(1 + i % 16);
                while (other.hasRemaining()) {
                    other.put((byte) 0x7F);
                }
                others.add(other);
            }
        }
    }

    /** Sums keep nothing for the backward pass; everything else would look at memory that is gone. */
    @Test
    void operationsAndLossesLeaveArithmeticWithNumbersToConstants() {
        Set<String> kept = Set.of("mul", "muli", "div", "divi", "pow", "powi", "maximum", "minimum");
        noClasses()
                .that()
                .resideInAnyPackage("org.mipp.network.operation", "org.mipp.training..")
                .should()
                .callMethodWhere(describe(
                        "NDArray's with a Number, but sums",
                        call -> call.getTargetOwner().isEquivalentTo(NDArray.class)
                                && kept.contains(call.getName())
                                && call.getTarget()
                                        .getRawParameterTypes()
                                        .get(0)
                                        .isEquivalentTo(Number.class)))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.mipp.network.operation", "org.mipp.training"));
    }

    @ParameterizedTest
    @EnumSource(Pointwise.Kind.class)
    void gradientsOfFunctionsDoNotDependOnTheGarbageCollector(Pointwise.Kind kind) throws InterruptedException {
        UnaryOperator<NDArray> function = x -> kind.of(x, 0.3f, 0.6f);
        assertArrayEquals(gradient(function, false), gradient(function, true));
    }

    @Test
    void gradientsThroughConstantsAreThoseOfTheirOperations() throws InterruptedException {
        float[] twice = new float[PLACES.length];
        float[] half = new float[PLACES.length];
        float[] square = new float[PLACES.length];
        float[] above = new float[PLACES.length];
        float[] below = new float[PLACES.length];
        for (int i = 0; i < PLACES.length; i++) {
            twice[i] = 2;
            half[i] = 0.5f;
            square[i] = 2 * PLACES[i];
            above[i] = PLACES[i] > 0 ? 1 : 0;
            below[i] = PLACES[i] < 0 ? 1 : 0;
        }
        assertArrayEquals(twice, gradient(x -> Constants.times(x, 2f), true));
        assertArrayEquals(half, gradient(x -> Constants.over(x, 2f), true));
        assertArrayEquals(square, gradient(x -> Constants.power(x, 2f), true));
        assertArrayEquals(above, gradient(x -> Constants.larger(x, 0), true));
        assertArrayEquals(below, gradient(x -> Constants.smaller(x, 0), true));
    }
}
