package org.mipp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mipp.network.weights.Weights;
import org.mipp.network.weights.WeightsFile;

/** Executes every piece of Java on the pages of documentation, page by page in one session each, on small data. */
class DocumentationTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(#[^)]*)?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** What pages name, in shell commands too: files of the project, tests and benchmarks. */
    private static final Pattern FILE = Pattern.compile(
            "(?<![\\w./-])(?:kernel-config|binder|toolkit/src|toolkit/docs|data|notebooks)/[\\w./-]*\\w");

    private static final Pattern PROGRAM =
            Pattern.compile("(?:mainClass=|-Dtest=|[ (])(org\\.mipp\\.benchmark\\.\\w+)");

    /** What a machine says, not this project. */
    private static final Set<String> OF_OTHERS = Set.of(
            "UnsatisfiedLinkError",
            "no jnind4jcpu in java.library.path",
            "No matching cuda flavor for ... found",
            "Failed to load PyTorch native library",
            "libcuda.so.1",
            "CUDA out of memory",
            "CUDA error: no CUDA-capable device is detected",
            "Cannot download jni files",
            "Found mismatch PyTorch jni",
            "Kernel died",
            "No SLF4J providers were found",
            "cpu()");

    /** What the glossary says in the words of PyTorch, Torch-Pruning or Maven. */
    private static final Set<String> WORDS_OF_OTHERS = Set.of("Group", "DependencyGraph", "Importance");

    /** Verbs of the same names that take little time hide those of the toolkit. */
    private static final List<String> SMALL = List.of(
            "import java.util.*;",
            "Dataset mnist() { return Datasets.mnist().first(2_000, 300); }",
            "TrainingPlan epochs(int count) { return TrainingPlan.epochs(1); }",
            "double nats = 0.1;",
            """
            BenchmarkResult benchmark(MiEstimator... estimators) {
                return EstimatorBenchmark.of(estimators).besideClassical().tasks("1v1-normal-0.75").sizes(200).seeds(0).run();
            }
            """);

    @TestFactory
    Stream<DynamicTest> everySnippetRuns() throws IOException {
        return pages().stream()
                .filter(page -> !snippets(page).isEmpty())
                .map(page -> DynamicTest.dynamicTest(PROJECT.relativize(page).toString(), () -> execute(page)));
    }

    @Test
    void everyLinkToAFileOfTheProjectLeadsSomewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), page + " links to " + target);
                String anchor = link.group(2);
                assertTrue(anchor == null || anchors(target).contains(anchor), page + " links to " + target + anchor);
            }
        }
    }

    @Test
    void everyFileAndProgramThatAPageNamesIsThere() throws IOException {
        for (Path page : pages()) {
            String text = Files.readString(page);
            FILE.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .filter(file -> !file.startsWith("notebooks/executed"))
                    .forEach(file -> assertTrue(Files.exists(PROJECT.resolve(file)), page + " names " + file));
            PROGRAM.matcher(text)
                    .results()
                    .map(found -> found.group(1).replace('.', '/') + ".java")
                    .forEach(file -> assertTrue(Files.exists(Path.of("src/test/java", file)), page + " runs " + file));
        }
    }

    /** So that who is led to a file finds it, whatever has been renamed. */
    @Test
    void everyTypeThatThePagesOfTheHouseNameIsThere() throws IOException {
        Set<String> types;
        try (Stream<Path> files = Files.walk(PROJECT.resolve("toolkit/src"))) {
            types = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        int named = 0;
        for (String page : List.of("toolkit/docs/architecture.md", "toolkit/docs/glossary.md", "CONTRIBUTING.md")) {
            for (Matcher quoted = QUOTED.matcher(withoutBlocks(PROJECT.resolve(page))); quoted.find(); ) {
                String[] parts = quoted.group(1).split("/");
                String name = parts[parts.length - 1];
                if (name.matches("([A-Z][a-z0-9]+)+\\w*") && !WORDS_OF_OTHERS.contains(name)) {
                    assertTrue(types.contains(name), page + " names " + name);
                    named++;
                }
            }
        }
        assertTrue(named > 90, "types that are named: " + named);
    }

    /** A page without its blocks of code, whose fences are quotation marks too. */
    private static String withoutBlocks(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?s)```.*?```", "");
    }

    @Test
    void everyMessageInTheTablesOfTroubleIsSaidSomewhere() throws IOException {
        String sources = sources();
        int messages = 0;
        for (String page : List.of("toolkit/docs/guide.md", "toolkit/docs/gpu.md")) {
            String text = Files.readString(PROJECT.resolve(page));
            String table = text.substring(text.indexOf("what you see |"));
            for (String row : table.lines()
                    .takeWhile(line -> line.startsWith("|") || line.contains("what you see"))
                    .toList()) {
                String said = row.split("\\|", 3).length < 3 ? "" : row.split("\\|", 3)[1];
                for (Matcher message = QUOTED.matcher(said); message.find(); messages++) {
                    if (!OF_OTHERS.contains(message.group(1))) {
                        Stream.of(message.group(1).split("\\.\\.\\.|\\d+"))
                                .map(part -> part.replaceAll("^[: ]+| +$", ""))
                                .filter(part -> !part.isEmpty())
                                .forEach(part -> assertTrue(sources.contains(part), page + ": nothing says " + part));
                    }
                }
            }
        }
        assertTrue(messages > 20, "the tables were found");
    }

    /** The code of the toolkit and of the installer, with messages in one piece where the code breaks them. */
    private static String sources() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String folder : List.of("toolkit/src/main/java", "kernel-config")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|py)"))
                        .toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString().replaceAll("\"\\s*\\+?\\s*f?\"", "");
    }

    /** The places of a page that a link can lead to, as GitHub names them. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> "#"
                        + heading.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\w -]", "")
                                .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("", "binder", "data", "kernel-config", "notebooks", "toolkit", "toolkit/docs")) {
            try (Stream<Path> files = Files.list(PROJECT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        assertTrue(pages.size() > 8, "the pages were found");
        return pages;
    }

    private static List<String> snippets(Path page) {
        try {
            return JAVA.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(Path page) throws IOException {
        Set<Path> before = files();
        try (Session session = Session.open()) {
            drawPictures();
            writeWeights();
            SMALL.forEach(session::run);
            snippets(page).forEach(session::run);
        } finally {
            Set<Path> made = files();
            made.removeAll(before);
            for (Path file : made.stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file); // which a page has saved
            }
        }
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.filter(path -> !path.startsWith("target") && !path.startsWith("src"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    /** Weights as another program names them, as a page reads them. */
    private static void writeWeights() {
        WeightsFile.write(
                Path.of("weights.safetensors"),
                Weights.of(Networks.lenet5().weights())
                        .renamed(name -> name.replace("conv1", "features.0").replace("conv2", "features.3")));
    }

    /** Some pictures in a folder per class, as a page reads them. */
    private static void drawPictures() throws IOException {
        for (String name : List.of("cat", "dog")) {
            Path folder = Files.createDirectories(Path.of("pictures", name));
            for (int i = 0; i < 50; i++) {
                BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
                picture.getGraphics().fillRect(i / 2, name.equals("cat") ? 0 : 20, 10 + i / 5, 10);
                ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
            }
        }
    }
}
