package org.mipp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Executes every piece of Java on the pages of documentation, page by page in one session each, on small data. */
class DocumentationTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

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
                Path target = page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), page + " links to " + target);
            }
        }
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
        try (Session session = Session.open()) {
            SMALL.forEach(session::run);
            snippets(page).forEach(session::run);
        } finally {
            Files.deleteIfExists(Path.of("pruned.safetensors")); // which one of the pages saves
        }
    }
}
