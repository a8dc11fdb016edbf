package org.mipp;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.BaseStream;
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

    private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("org.mipp");

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
    void onlyRunHandsWorkToOtherThreads() {
        noClasses()
                .that()
                .resideOutsideOfPackages(inside("run"), inside("notebook"))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ForkJoinTask.class)
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethodWhere(target(name("parallel"))
                        .and(target(owner(assignableTo(BaseStream.class))))
                        .or(target(name("parallelStream"))))
                .because("an interrupt has to reach it, see run.Parallel")
                .check(TOOLKIT);
    }

    @Test
    void everyTextIsTheSameInEveryLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(NumberFormat.class, "getInstance")
                .orShould()
                .callMethod(NumberFormat.class, "getNumberInstance")
                .orShould()
                .callMethod(NumberFormat.class, "getPercentInstance")
                .orShould()
                .callMethod(NumberFormat.class, "getIntegerInstance")
                .orShould()
                .callConstructor(DecimalFormat.class)
                .orShould()
                .callConstructor(DecimalFormat.class, String.class)
                .orShould()
                .callConstructor(Formatter.class)
                .orShould()
                .callConstructor(SimpleDateFormat.class, String.class)
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .because("a locale writes 60.000 for 60,000 or has digits of its own: give Locale.ROOT")
                .check(WITH_TESTS);
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
