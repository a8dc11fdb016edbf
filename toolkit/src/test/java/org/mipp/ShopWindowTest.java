package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who comes by: the README with and without an address, and the tutorials. */
class ShopWindowTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final int WIDEST = 95; // characters that fit into a cell in a window of 1280 pixels

    @Test
    void withoutAnAddressNothingIsShownThatLeadsNowhere() throws IOException {
        for (String page : List.of("README.md", "CITATION.cff")) {
            String text = Files.readString(PROJECT.resolve(page));
            assertFalse(text.contains("OWNER") || text.contains("mybinder.org/"), page);
        }
    }

    @Test
    void oneCommandPutsTheAddressIntoAllLinksAndTakesItOutAgain(@TempDir Path folder) throws Exception {
        for (String page : List.of("README.md", "CITATION.cff")) {
            Files.copy(PROJECT.resolve(page), folder.resolve(page));
        }
        String before = Files.readString(folder.resolve("README.md"));
        assertEquals("", address(folder, "someone/else"));
        assertEquals("", address(folder, "you/mipp"));
        String readme = Files.readString(folder.resolve("README.md"));
        for (Path tutorial : tutorials()) {
            assertTrue(
                    readme.contains("(https://mybinder.org/v2/gh/you/mipp/HEAD?urlpath=lab/tree/notebooks/"
                            + tutorial.getFileName() + ")"),
                    tutorial + " has no link");
        }
        assertTrue(readme.contains("[![Binder](https://mybinder.org/badge_logo.svg)]"));
        String citation = Files.readString(folder.resolve("CITATION.cff"));
        assertTrue(citation.contains("\nrepository-code: https://github.com/you/mipp\n"), citation);
        assertFalse((readme + citation).contains("someone"));
        assertEquals("", address(folder, "none"));
        assertEquals(before, Files.readString(folder.resolve("README.md")));
    }

    @Test
    void anAddressThatIsNoneIsRefused(@TempDir Path folder) throws Exception {
        assertEquals(
                "address: expected an owner and a name, such as you/mipp, or none; got 'mipp'",
                address(folder, "mipp").strip());
    }

    @Test
    void thePictureOfANotebookIsSmallAndCanBeRead() throws IOException {
        Path picture = PROJECT.resolve("toolkit/docs/notebook.png");
        assertTrue(Files.size(picture) < 200_000, "bytes: " + Files.size(picture));
        int width = ImageIO.read(picture.toFile()).getWidth();
        assertTrue(width >= 700 && width <= 1280, "pixels: " + width);
    }

    @Test
    void numbersInTheReadmeAreThoseOfTheFirstTutorial() throws IOException {
        String outputs = Files.readString(tutorials().get(1));
        Matcher seconds = Pattern.compile("Choosing them took ([0-9.]+) s").matcher(outputs);
        assertTrue(seconds.find());
        assertEquals(0.1, Double.parseDouble(seconds.group(1)), 0.05, "the README says a tenth of a second");
    }

    @Test
    void hiddenCellsAreTheLastSoThatNobodyStepsIntoThem() throws IOException {
        for (Path tutorial : tutorials()) {
            List<Boolean> hidden = new ArrayList<>();
            for (JsonNode cell : cells(tutorial)) {
                boolean claims = cell.at("/metadata/tags").toString().contains("claims");
                hidden.add(claims);
                if (claims) {
                    assertTrue(cell.at("/metadata/jupyter/source_hidden").asBoolean(), tutorial.toString());
                    source(cell).lines().forEach(line -> assertTrue(line.length() <= WIDEST, tutorial + ": " + line));
                }
            }
            assertTrue(hidden.contains(true), tutorial + " has claims");
            assertEquals(hidden.stream().sorted().toList(), hidden, tutorial.toString());
        }
    }

    @Test
    void theContestSaysBudgetsAsPeopleSayThem() throws IOException {
        String contest = Files.readString(tutorials().get(7));
        assertTrue(contest.contains("32x fewer parameters"));
        assertFalse(contest.contains("at most 0."));
    }

    private static String source(JsonNode cell) {
        StringBuilder text = new StringBuilder();
        cell.get("source").forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    private static JsonNode cells(Path tutorial) throws IOException {
        return new ObjectMapper().readTree(tutorial.toFile()).get("cells");
    }

    private static List<Path> tutorials() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("notebooks"))) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches("\\d\\d-.*\\.ipynb"))
                    .sorted()
                    .toList();
            assertNotEquals(0, found.size());
            return found;
        }
    }

    /** What the command says; nothing if all is well. */
    private static String address(Path folder, String word) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "python3", PROJECT.resolve("kernel-config/address.py").toString(), word, folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
