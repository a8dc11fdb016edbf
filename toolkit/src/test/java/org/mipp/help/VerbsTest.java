package org.mipp.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mipp.Help;
import org.mipp.help.HelpPage.Line;
import org.mipp.notebook.MippExtension;

class VerbsTest {

    private static List<Line> lines() {
        return Help.help().steps().stream()
                .flatMap(step -> step.verbs().stream())
                .toList();
    }

    private static Stream<Method> verbs() throws ClassNotFoundException {
        List<Method> verbs = new ArrayList<>();
        for (String line : MippExtension.imports()) {
            if (line.startsWith("import static org.mipp.")) {
                Class<?> door = Class.forName(line.replaceAll("import static |\\.\\*;", ""));
                verbs.addAll(List.of(door.getDeclaredMethods()));
            }
        }
        return verbs.stream().filter(verb -> Modifier.isPublic(verb.getModifiers()));
    }

    @Test
    void everyVerbThatACellFindsImportedIsListedOnce() throws ClassNotFoundException {
        Set<String> imported = verbs().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = lines().stream().map(Line::verb).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(imported, listed);
    }

    @Test
    void everyVerbHasASentenceWithoutMarkupAndAnExampleThatSomebodyWrote() throws ClassNotFoundException {
        Set<String> unwritten = verbs().filter(verb -> verb.getParameterCount() > 0)
                .map(verb -> Arrays.stream(verb.getParameters())
                        .map(Parameter::getName)
                        .collect(Collectors.joining(", ", verb.getName() + "(", ")")))
                .collect(Collectors.toSet());
        for (Line line : lines()) {
            assertTrue(line.sentence().matches("[A-Z][^{}@<*]+[.?]"), line.toString());
            assertFalse(unwritten.contains(line.example()), line.toString());
            assertTrue(line.example().contains(line.verb() + "("), line.toString());
        }
    }

    @Test
    void oneVerbIsToldWithAllItsFormsParametersAndExamples() {
        String page = Help.help("keep").toString();
        for (String part : List.of(
                "keep(double fraction) gives Budget",
                "fraction: above 0, at most 1",
                "keep(String layer, int nodes)",
                "Example: selectMasks(acts, keep(\"fc1\", 10))")) {
            assertTrue(page.contains(part), page);
        }
        assertEquals(page, Help.help("keep(0.5)").toString(), "what was copied from a cell is understood");
    }

    @Test
    void refusesANameThatIsNoVerbAndSuggestsOne() {
        assertEquals(
                "help: expected the name of a verb, got 'prun'; did you mean 'prune'?; help() lists them",
                assertThrows(IllegalArgumentException.class, () -> Help.help("prun"))
                        .getMessage());
    }

    @Test
    void methodsInChainsAndComponentsOfRecordsAreQuotedOthersAreNot() {
        Quotation quotation = new Quotation(MippExtension.imports());
        String only = quotation.of("Activations", "only", "String... names").orElseThrow();
        assertTrue(only.contains("Chooses layers by their names") && only.contains("names: of the layers"), only);
        assertTrue(quotation.of("Activations", "layers", "").orElseThrow().contains("one entry per prunable layer"));
        assertTrue(quotation.of("MiEstimator", "estimate", "Matrix x, Matrix y").isPresent());
        assertFalse(quotation.of("String", "length", "").isPresent());
    }
}
