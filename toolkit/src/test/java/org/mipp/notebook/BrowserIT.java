package org.mipp.notebook;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a reader sees in JupyterLab, in headless Chromium without network. {@code browser.py} does the work and says what it
 * checks. Left out where there is no Chromium, but never with {@code CI=true}.
 *
 * <p>Of the tutorials, which {@link NotebooksIT} executes, the saved copies are opened, and the shortest is run by the menu
 * entry 'Run All Cells' too, beside a notebook with one result of every type; with {@code MIPP_BROWSER=all} every one is,
 * which takes a quarter of an hour.
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

    @Test
    void notebooksRunInTheBrowser() throws IOException, InterruptedException {
        List<Path> tutorials = ProjectPython.tutorials();
        List<Path> notebooks = new ArrayList<>(List.of(EVERY_RESULT.toAbsolutePath()));
        notebooks.addAll("all".equals(System.getenv("MIPP_BROWSER")) ? tutorials : tutorials.subList(0, 1));
        for (Path notebook : notebooks) {
            ProjectPython.test("browser.py", "live", SCREENSHOTS, notebook);
        }
    }
}
