package org.mipp.notebook;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a reader sees in JupyterLab, in headless Chromium without network. {@code browser.py} does the work and says what it
 * checks. Left out where there is no Chromium, but never with {@code CI=true}.
 *
 * <p>Two tutorials, one about networks and one about estimators, are run by the menu entry 'Run All Cells', shortened as
 * their cells' metadata say, and so is a notebook with one result of every type. Every tutorial is opened as
 * {@link NotebooksIT} has saved it, right after it ran there.
 */
class BrowserIT {

    static final Path EVERY_RESULT = Path.of("src", "test", "notebooks", "every-result.ipynb");
    private static final List<String> LIVE = List.of("01-prune-lenet5.ipynb", "03-your-own-estimator.ipynb");
    private static final Path SCREENSHOTS = Path.of("target", "browser").toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> notebooksRunInTheBrowser() {
        assumeTrue(isThere(), "left out: no Chromium with its driver");
        Stream<Path> tutorials = LIVE.stream().map(ProjectPython.PROJECT.resolve("notebooks")::resolve);
        return Stream.concat(Stream.of(EVERY_RESULT.toAbsolutePath()), tutorials)
                .map(notebook ->
                        DynamicTest.dynamicTest(notebook.getFileName().toString(), () -> look("live", notebook)));
    }

    @Test
    void aKernelStartsWithTheFirstCellAndEndsByItselfOnlyWhereNothingRan() throws IOException, InterruptedException {
        assumeTrue(isThere(), "left out: no Chromium with its driver");
        ProjectPython.test("kernels.py");
    }

    /** That a saved tutorial shows its figures untrusted and offline; passes where there is no browser. */
    static void showsSaved(Path notebook) throws IOException, InterruptedException {
        if (isThere()) {
            look("saved", notebook);
        }
    }

    private static void look(String how, Path notebook) throws IOException, InterruptedException {
        String name = "browser-" + how + "-" + notebook.getFileName();
        ProjectPython.run(name, ProjectPython.SCRIPTS.resolve("browser.py"), how, SCREENSHOTS, notebook);
    }

    private static boolean isThere() {
        boolean found = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromedriver")));
        return found || "true".equals(System.getenv("CI"));
    }
}
