package org.mipp.run.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What code is known by. */
class CodeFingerprintTest {

    @TempDir
    private Path folder;

    private static DoubleUnaryOperator times(Object factor) {
        return value -> value * factor.hashCode();
    }

    private record Settings(int count, List<String> names, Optional<Double> level, Map<String, double[]> tables) {}

    private static Settings settings(double cell) {
        return new Settings(2, List.of("a", "b"), Optional.of(0.5), Map.of("x", new double[] {1, cell}));
    }

    @Test
    void theSameCodeWithTheSameValuesIsTheSame() {
        assertEquals(CodeFingerprint.of(times(2)), CodeFingerprint.of(times(2)));
        assertEquals(CodeFingerprint.of(settings(3)), CodeFingerprint.of(settings(3)));
        assertTrue(CodeFingerprint.of(times(2)).matches("[0-9a-f]{16}"));
    }

    @Test
    void otherValuesMakeAnother() {
        assertNotEquals(CodeFingerprint.of(times(2)), CodeFingerprint.of(times(3)));
        assertNotEquals(CodeFingerprint.of(times(2)), CodeFingerprint.of(times(2L)));
        assertNotEquals(CodeFingerprint.of(settings(3)), CodeFingerprint.of(settings(4)));
        assertNotEquals(CodeFingerprint.of(times(times(2))), CodeFingerprint.of(times(times(3))));
    }

    /** Java gives the sets that it makes itself another order in every process. */
    @Test
    void theOrderOfASetDoesNotMatter() {
        Set<String> there = new LinkedHashSet<>(List.of("a", "b"));
        Set<String> back = new LinkedHashSet<>(List.of("b", "a"));
        assertEquals(CodeFingerprint.of(times(there)), CodeFingerprint.of(times(back)));
    }

    @Test
    void linesAndCommentsDoNotMatterInstructionsDo() throws Exception {
        String code = "return value -> value * 2.5;";
        String plain = compiled("plain", code);
        assertEquals(plain, compiled("moved", "// a comment\n\n  " + code));
        assertNotEquals(plain, compiled("other", code.replace("2.5", "2.25")));
        assertNotEquals(plain, compiled("operation", code.replace("*", "+")));
    }

    /** The fingerprint of a lambda that a freshly compiled class returns. */
    private String compiled(String name, String code) throws Exception {
        Path source = Files.createDirectory(folder.resolve(name)).resolve("Maker.java");
        Files.writeString(
                source,
                "public class Maker { public static java.util.function.DoubleUnaryOperator make() {\n" + code + "}}");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-g", source.toString()));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {source.getParent().toUri().toURL()}, null)) {
            return CodeFingerprint.of(
                    loader.loadClass("Maker").getMethod("make").invoke(null));
        }
    }

    @Test
    void whatCannotBeKnownIsSaid() {
        assertEquals("not known: it holds a java.util.Random", CodeFingerprint.of(times(new Random(1))));
        Object[] endless = new Object[1];
        endless[0] = endless;
        assertEquals(
                "not known: its values hold values that hold values, without end", CodeFingerprint.of(times(endless)));
    }
}
