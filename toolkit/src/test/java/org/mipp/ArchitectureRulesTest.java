package org.mipp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the house and the arrows between them. */
class ArchitectureRulesTest {

    private static final JavaClasses TOOLKIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mipp");

    /** Which rooms each room may know; the root may know all. */
    private static final Map<String, String[]> ARROWS = new LinkedHashMap<>();

    static {
        arrow("run");
        arrow("data", "run");
        arrow("linalg", "run");
        arrow("network", "data", "run");
        arrow("training", "network", "data", "run");
        arrow("capture", "network", "data", "linalg", "run");
        arrow("information", "linalg", "run");
        arrow("selection", "capture", "information", "linalg", "network", "run");
        arrow("baseline", "surgery", "training", "selection", "capture", "linalg", "network", "data", "run");
        arrow("surgery", "selection", "capture", "linalg", "network", "data", "run");
        arrow(
                "experiment",
                "surgery",
                "baseline",
                "selection",
                "information",
                "capture",
                "training",
                "network",
                "data",
                "linalg",
                "run");
        arrow(
                "figure",
                "experiment",
                "surgery",
                "selection",
                "information",
                "capture",
                "training",
                "network",
                "data",
                "linalg",
                "run");
        arrow(
                "notebook",
                "figure",
                "experiment",
                "selection",
                "information",
                "capture",
                "training",
                "network",
                "data",
                "run");
    }

    private static void arrow(String room, String... mayKnow) {
        ARROWS.put(room, mayKnow);
    }

    @TestFactory
    Stream<DynamicTest> everyRoomKnowsOnlyTheRoomsBeforeIt() {
        return ARROWS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] others = ARROWS.keySet().stream()
                            .filter(room -> !room.equals(entry.getKey()))
                            .filter(room -> !Arrays.asList(entry.getValue()).contains(room))
                            .map(ArchitectureRulesTest::inside)
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(inside(entry.getKey()))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others)
                            .orShould()
                            .dependOnClassesThat()
                            .resideInAPackage("org.mipp")
                            .check(TOOLKIT);
                }));
    }

    private static String inside(String room) {
        return "org.mipp." + room + "..";
    }

    @Test
    void everyRoomHasItsArrows() {
        assertTrue(TOOLKIT.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("org.mipp"))
                .allMatch(name ->
                        ARROWS.containsKey(name.substring("org.mipp.".length()).split("\\.")[0])));
    }

    @Test
    void thereAreNoCyclesBetweenRooms() {
        slices().matching("org.mipp.(*)..").should().beFreeOfCycles().check(TOOLKIT);
    }

    @Test
    void onlyLinalgSeesNd4j() {
        onlyIn("org.nd4j..", "linalg");
        onlyIn("org.bytedeco..", "linalg");
    }

    @Test
    void onlyRoomsThatRunNetworksSeeDjl() {
        onlyIn("ai.djl..", "network", "training", "capture", "surgery", "information.neural");
    }

    @Test
    void onlyFigureAndNotebookSeeTablesawAndCharts() {
        onlyIn("tech.tablesaw..", "figure", "notebook");
        onlyIn("org.knowm.xchart..", "figure");
    }

    @Test
    void onlyNotebookSeesAKernel() {
        onlyIn("org.dflib.jjava..", "notebook");
        onlyIn("io.github.spencerpark..", "notebook");
    }

    private static void onlyIn(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        Arrays.stream(rooms).map(ArchitectureRulesTest::inside).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(TOOLKIT);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(TOOLKIT);
        assertTrue(
                TOOLKIT.stream().map(JavaClass::getPackage).allMatch(room -> room.isAnnotatedWith(NullMarked.class)));
    }

    @Test
    void theRulesAreNotCheckedOnNothing() {
        assertTrue(TOOLKIT.size() > 80, "classes of the toolkit: " + TOOLKIT.size());
    }
}
