package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MippExtensionTest {

    /** What JJava imports in every session, and what the extension imports of Java's own packages. */
    private static final List<String> OTHERS = List.of(
            "java.lang",
            "java.io",
            "java.math",
            "java.net",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.prefs",
            "java.util.regex",
            "java.util.stream");

    /** Rooms whose types are public for the rooms inside or around them only: a cell has no use for them. */
    private static final Set<String> FRAMES = Set.of(
            "org.mipp.help",
            "org.mipp.notebook",
            "org.mipp.notebook.variables",
            "org.mipp.baseline",
            "org.mipp.figure.still",
            "org.mipp.network.onnx.model",
            "org.mipp.network.onnx.read",
            "org.mipp.network.onnx.write",
            "org.mipp.information.neighbours",
            "org.mipp.paper"); // a program

    @Test
    void aCellFindsEveryPublicTypeByItsNameAlone() {
        List<JavaClass> types = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.mipp").stream()
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !FRAMES.contains(type.getPackageName()))
                        .toList();
        assertTrue(types.size() > 150, "types: " + types.size());
        assertEquals(
                List.of(),
                types.stream()
                        .filter(type -> !MippExtension.imports().contains("import " + type.getPackageName() + ".*;"))
                        .toList(),
                "not imported");
        Map<String, List<String>> packages = types.stream()
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
        assertEquals(
                Set.of(),
                packages.entrySet().stream()
                        .filter(type -> type.getValue().size() > 1
                                || OTHERS.stream().anyMatch(other -> exists(other + "." + type.getKey())))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                "ambiguous");
    }

    @Test
    void aCellFindsTheVerbsOfEveryDoorAndOnlyOtherWaysOfAStepHaveASecondDoor() {
        List<JavaClass> doors = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.mipp").stream()
                        .filter(type -> type.getPackageName().equals("org.mipp")
                                && !type.getSimpleName().equals("package-info"))
                        .toList();
        assertEquals(
                doors.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet()),
                MippExtension.imports().stream()
                        .filter(line -> line.startsWith("import static org.mipp."))
                        .map(line -> line.split("\\.")[2])
                        .collect(Collectors.toSet()));
        Map<String, Set<String>> doorsOfVerb = doors.stream()
                .flatMap(door -> door.getMethods().stream())
                .filter(verb -> verb.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(Collectors.groupingBy(
                        JavaMethod::getName,
                        Collectors.mapping(verb -> verb.getOwner().getSimpleName(), Collectors.toSet())));
        assertTrue(doorsOfVerb.size() > 50, "verbs: " + doorsOfVerb.size());
        doorsOfVerb.values().removeIf(owners -> owners.size() == 1);
        assertEquals( // steps that can be taken in other ways too, behind the door of these ways
                Map.of(
                        "capture", Set.of("Mipp", "Shards"),
                        "prune", Set.of("Mipp", "Repairs"),
                        "retrain", Set.of("Mipp", "Retraining")),
                doorsOfVerb);
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
