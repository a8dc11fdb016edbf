package org.mipp.notebook;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a reader sees in JupyterLab, in headless Chromium without network. {@code browser.py} does the work and says what it
 * checks. Left out where there is no Chromium, but never with {@code CI=true}.
 *
 * <p>Of the tutorials, which {@link NotebooksIT} executes in full, the saved copies are opened. Each is also run by the menu
 * entry 'Run All Cells', shortened as its cells' metadata say, and so is a notebook with one result of every type.
 */
class BrowserIT {

    static final Path EVERY_RESULT = Path.of("src", "test", "notebooks", "every-result.ipynb");
    private static final Path SCREENSHOTS = Path.of("target", "browser").toAbsolutePath();

    @BeforeAll
    static void thereIsABrowser() {
        boolean found = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromedriver")));
        assumeTrue(found || "true".equals(System.getenv("CI")), "left out: no Chromium with its driver");
    }

    @Test
    void savedTutorialsShowTheirFiguresUntrustedAndOffline() throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>(List.of("saved", SCREENSHOTS));
        arguments.addAll(ProjectPython.tutorials());
        ProjectPython.test("browser.py", arguments.toArray());
    }

    @TestFactory
    Stream<DynamicTest> everyNotebookRunsInTheBrowser() throws IOException {
        return Stream.concat(Stream.of(EVERY_RESULT.toAbsolutePath()), ProjectPython.tutorials().stream())
                .map(notebook -> DynamicTest.dynamicTest(
                        notebook.getFileName().toString(),
                        () -> ProjectPython.test("browser.py", "live", SCREENSHOTS, notebook)));
    }
}
