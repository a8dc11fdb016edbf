package org.mipp;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Structure;

/** The rooms of the house and the arrows between them. */
class ArchitectureRulesTest {

    private static final JavaClasses TOOLKIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mipp");

    private static final Path SOURCES = Path.of("src/main/java/org/mipp");
    private static final int LONGEST = 250; // lines
    private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("org.mipp");

    /**
     * Which rooms each room may know; the root may know all, and all may say how far they are. A room in a room has arrows of its
     * own, and {@code room..} stands for a room with all that is inside.
     */
    private static final Map<String, String[]> ARROWS = new LinkedHashMap<>();

    static {
        arrow("run");
        arrow("run.progress");
        arrow("run.ledger", "run");
        arrow("data", "run");
        arrow("data.picture", "data", "run");
        arrow("linalg", "run");
        arrow("network.operation", "run");
        arrow("network.structure", "network.operation", "run");
        arrow("network", "network.structure", "network.operation", "data", "run");
        arrow("network.engine", "network", "network.structure", "network.operation", "data", "run");
        arrow("network.zoo", "network", "network.structure", "network.operation", "data", "run");
        arrow("network.weights", "network", "network.structure", "network.operation", "data", "run");
        arrow("network.onnx.model", "run");
        arrow("network.onnx.read", "network.onnx.model", "network", "network.structure", "network.operation", "run");
        arrow("network.onnx.write", "network.onnx.model", "network", "network.structure", "network.operation", "run");
        arrow(
                "network.onnx",
                "network.onnx..",
                "network.weights",
                "network",
                "network.structure",
                "network.operation",
                "run");
        arrow("network.blocks", "network.engine", "network", "network.structure", "network.operation", "data", "run");
        arrow("training.judge", "network..", "data", "run");
        arrow("training.loss", "network..", "data", "run");
        arrow("training", "training..", "network..", "data", "run");
        arrow("capture.moments", "network..", "linalg", "run");
        arrow("capture.shard", "capture.moments", "network..", "data", "linalg", "run");
        arrow("capture", "capture..", "network..", "data", "linalg", "run");
        arrow("information", "linalg", "run..");
        arrow("information.gaussian", "information", "linalg", "run");
        arrow("information.neighbours", "run");
        arrow(
                "information.estimator",
                "information",
                "information.neighbours",
                "information.gaussian",
                "linalg",
                "run..");
        arrow("information.neural", "information", "linalg", "run..");
        arrow("information.task", "linalg", "run");
        arrow("information.measure", "information", "information.neighbours", "information.task", "linalg", "run");
        arrow("information.table", "linalg", "run");
        arrow(
                "information.ranking",
                "information",
                "information.table",
                "information.estimator",
                "information.measure",
                "linalg",
                "run");
        arrow("information.benchmark", "information", "information.estimator", "information.task", "linalg", "run..");
        arrow("selection", "capture", "network", "network.structure", "linalg", "run..");
        arrow("selection.budget", "selection", "capture", "network", "network.structure", "run");
        arrow(
                "selection.terc.evidence",
                "selection",
                "information..",
                "capture",
                "capture.moments",
                "network",
                "network.structure",
                "linalg",
                "run");
        arrow(
                "selection.terc",
                "selection.terc.evidence",
                "selection",
                "selection.budget",
                "information",
                "information.gaussian",
                "capture",
                "capture.moments",
                "network",
                "network.structure",
                "network.operation",
                "linalg",
                "run..");
        arrow(
                "selection.explain",
                "selection",
                "selection.terc",
                "information..",
                "capture",
                "capture.moments",
                "network",
                "network.structure",
                "network.operation",
                "linalg",
                "run");
        arrow("surgery.repair", surgeons());
        arrow("surgery.block", surgeons("surgery.repair"));
        arrow("surgery", surgeons("surgery.repair", "surgery.block"));
        arrow("surgery.trial", surgeons("surgery", "surgery.repair", "run.ledger"));
        arrow("baseline", family());
        arrow("baseline.magnitude", family("baseline"));
        arrow("baseline.saliency", family("baseline"));
        arrow("baseline.activation", family("baseline"));
        arrow("baseline.control", family("baseline"));
        arrow("baseline.training", family("baseline", "baseline.magnitude"));
        arrow("experiment.pruned", family("selection..", "information.."));
        arrow("experiment", family("selection.."));
        arrow("figure", "run");
        arrow("figure.still", "figure", "run");
        arrow("help", "run");
        arrow("figure.table", results("help", "run"));
        arrow("figure.chart", "figure", "figure.still", "figure.table", "run");
        arrow("figure.network", results("figure", "figure.chart"));
        arrow("figure.pruning", results("figure", "figure.chart"));
        arrow("figure.estimator", results("figure", "figure.chart"));
        arrow("paper", results("baseline..", "figure..", "data.picture", "run.."));
        arrow("notebook.variables", "figure.table", "run");
        arrow("notebook", results("figure..", "notebook.variables", "help"));
    }

    /** What those who change networks may know, and more. */
    private static String[] surgeons(String... more) {
        return concat(new String[] {"selection", "capture..", "linalg", "network..", "data", "run"}, more);
    }

    /** What competitors may know, and more. */
    private static String[] family(String... more) {
        return concat(
                new String[] {
                    "surgery..",
                    "training..",
                    "selection",
                    "selection.budget",
                    "capture..",
                    "linalg",
                    "network..",
                    "data",
                    "run.."
                },
                more);
    }

    /** Where results live, and more. */
    private static String[] results(String... more) {
        return concat(
                new String[] {
                    "experiment..",
                    "surgery..",
                    "selection..",
                    "information..",
                    "capture..",
                    "training..",
                    "network..",
                    "data",
                    "linalg",
                    "run"
                },
                more);
    }

    private static String[] concat(String[] some, String[] more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    private static void arrow(String room, String... mayKnow) {
        ARROWS.put(room, room.startsWith("run") ? mayKnow : concat(mayKnow, new String[] {"run.progress"}));
    }

    @TestFactory
    Stream<DynamicTest> everyRoomKnowsOnlyTheRoomsBeforeIt() {
        return ARROWS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> noClasses()
                        .that()
                        .resideInAPackage("org.mipp." + entry.getKey())
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ARROWS.keySet().stream()
                                .filter(room -> !room.equals(entry.getKey()))
                                .filter(room -> Arrays.stream(entry.getValue()).noneMatch(known -> covers(known, room)))
                                .map(room -> "org.mipp." + room)
                                .toArray(String[]::new))
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAPackage("org.mipp")
                        .check(TOOLKIT)));
    }

    private static boolean covers(String known, String room) {
        String family = known.replace("..", "");
        return room.equals(family) || known.endsWith("..") && room.startsWith(family + ".");
    }

    private static String inside(String room) {
        return "org.mipp." + room + "..";
    }

    @Test
    void everyRoomHasItsArrowsAndEveryArrowLeadsToARoom() {
        Set<String> rooms = TOOLKIT.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("org.mipp"))
                .map(name -> name.substring("org.mipp.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(ARROWS.keySet()), rooms);
        for (String[] known : ARROWS.values()) {
            assertTrue(Arrays.stream(known).map(room -> room.replace("..", "")).allMatch(rooms::contains));
        }
    }

    @Test
    void thereAreNoCyclesBetweenRooms() {
        slices().matching("org.mipp.(*)..").should().beFreeOfCycles().check(TOOLKIT);
        slices().matching("org.mipp.(**)").should().beFreeOfCycles().check(TOOLKIT);
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
    void onlyPicturesSeeTheirDecoders() {
        onlyIn("com.twelvemonkeys..", "data.picture");
    }

    @Test
    void onlyFigureNotebookAndTablesInSeeTablesawAndCharts() {
        noClasses()
                .that()
                .resideOutsideOfPackages(inside("figure"), inside("notebook"), inside("information.table"))
                .and()
                .doNotHaveSimpleName("DataTables") // the door hands tables on
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tech.tablesaw..")
                .check(TOOLKIT);
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
    void nobodyDerivesAStructureButTheArchitectureThatCarriesIt() {
        noClasses()
                .that()
                .areNotAssignableTo(Architecture.class)
                .should()
                .callMethod(Structure.class, "of", Architecture.class)
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
    void noFileIsLongerThanAReaderKeepsInMind() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 200, "files: " + sources.size());
            Set<String> tooLong = new TreeSet<>();
            for (Path source : sources) {
                int lines = Files.readAllLines(source).size();
                if (lines > LONGEST) {
                    tooLong.add(SOURCES.relativize(source) + ", " + lines + " lines");
                }
            }
            assertEquals(Set.of(), tooLong, "split along an idea");
        }
    }

    /** Whoever reads a name in one room is not to think of that of another. */
    @Test
    void noTwoTypesHaveOneName() {
        Map<String, Long> types = TOOLKIT.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
        types.values().removeIf(count -> count == 1);
        assertEquals(Map.of(), types);
    }

    @Test
    void theRulesAreNotCheckedOnNothing() {
        assertTrue(TOOLKIT.size() > 80, "classes of the toolkit: " + TOOLKIT.size());
    }
}
