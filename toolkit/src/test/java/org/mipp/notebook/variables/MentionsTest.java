package org.mipp.notebook.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mipp.linalg.Matrix;
import org.mipp.run.Provenance;

class MentionsTest {

    @Test
    void anInitialiserMentionsWhatItTakesFromOtherCellsAndNotItsOwnNames() {
        assertEquals(
                new Mentions(Set.of("capture()", "net", "digits", "Activations"), Set.of()),
                Mentions.ofVariable("Activations acts = capture(net, digits.sample(600));", "acts"));
        assertEquals(
                new Mentions(Set.of("MiEstimator"), Set.of("ksg()", "k")),
                Mentions.ofVariable("MiEstimator mine = (x, y) -> ksg(k).estimate(x, y);", "mine"));
    }

    @Test
    void ofSeveralVariablesInADeclarationEachMentionsItsOwn() {
        assertEquals(Set.of("b"), Mentions.ofVariable("int a = b, c = d;", "a").atOnce());
        assertEquals(Set.of("d"), Mentions.ofVariable("int a = b, c = d;", "c").atOnce());
    }

    @Test
    void bodiesOfMethodsAndClassesReadLater() {
        assertEquals(
                Set.of("k", "g()"),
                Mentions.ofDeclaration("int f(int x) { return x * k + g(x); }").later());
        assertEquals(
                Set.of("k", "Base"),
                Mentions.ofDeclaration("class C extends Base { int y = 2; int f() { return y * k; } }")
                        .later());
        assertEquals(Set.of("a", "b"), Mentions.ofStatement("a = b + 1").atOnce());
    }

    @Test
    void whatIsNoJavaMentionsNothing() {
        assertEquals(Mentions.NONE, Mentions.ofStatement(")"));
    }

    @Test
    void theSameValueIsKnownByWhatIsInIt() {
        assertTrue(SameValue.test(Matrix.of(new double[][] {{1, 2}}), Matrix.of(new double[][] {{1, 2}})));
        assertFalse(SameValue.test(Matrix.of(new double[][] {{1, 2}}), Matrix.of(new double[][] {{1, 3}})));
        assertTrue(SameValue.test(List.of(new int[] {1}), List.of(new int[] {1})));
        assertFalse(SameValue.test(Map.of("a", new int[] {1}), Map.of("a", new int[] {2})));
        assertTrue(SameValue.test(new Provenance(0, 1, "cpu()", 1), new Provenance(0, 1, "cpu()", 2)), "other seconds");
        assertFalse(SameValue.test(new Object(), new Object()), "that it does not know");
        assertFalse(SameValue.test(null, 1));
    }
}
