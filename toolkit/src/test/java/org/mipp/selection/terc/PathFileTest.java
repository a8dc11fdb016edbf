package org.mipp.selection.terc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;

/** What a resumable search keeps, and what it refuses to go on from. */
class PathFileTest {

    private static final SettingsKey SEARCH =
            SettingsKey.of("search", 1).with("method", SettingsKey.of("terc", 1).with("name", "of\ntwo lines"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("search.jsonl");
    }

    private static RemovalPath path(String layer) {
        return new RemovalPath(
                layer,
                3,
                1.25,
                List.of(
                        new Removal(2, 2, -1e-17, OptionalDouble.empty(), OptionalDouble.of(0.1)),
                        new Removal(0, 1, 0.5, OptionalDouble.empty(), OptionalDouble.empty())),
                1);
    }

    @Test
    void layersOfAnyNameComeBackAsTheyWere() {
        List<String> names =
                List.of("a;b", "two\nlines", "../up", "\"quoted\" \\", "gr\u00f6\u00dfe\u2028\u4e2d", " ", "\r");
        try (PathFile begun = PathFile.open(file, SEARCH)) {
            names.forEach(name -> begun.add(path(name)));
        }
        try (PathFile again = PathFile.open(file, SEARCH)) {
            names.forEach(name -> assertEquals(Optional.of(path(name)), again.path(name)));
            assertEquals(Optional.empty(), again.path("another"));
        }
    }

    @Test
    void aLineThatIsNoFinishedLayerIsRefusedByItsNumber() throws IOException {
        PathFile begun = PathFile.open(file, SEARCH);
        begun.add(path("a"));
        begun.close();
        List<String> lines = Files.readAllLines(file);
        String line = lines.get(1);
        assertTrue(line.contains("\"total\":1.25,\"taken\":1,") && line.contains("\"threshold\":[0.1]"), line);
        for (String damaged : List.of(
                "null",
                "[]",
                line.substring(1),
                line.replace("\"a\"", "null"),
                line.replace("1.25", "\"NaN\""),
                line.replace("1.25", "\"1.25\""),
                line.replace("\"taken\":1,", ""),
                line.replace("\"taken\":1,", "\"taken\":3,"),
                line.replace("\"taken\":1,", "\"taken\":1.5,"),
                line.replace("\"taken\":1,", "\"taken\":1,\"given\":1,"),
                line.replace("\"nodes\":3", "\"nodes\":2"),
                line.replace("\"node\":2", "\"node\":0"),
                line.replace("\"node\":2", "\"node\":3"),
                line.replace("\"node\":2", "\"node\":-1"),
                line.replace("[0.1]", "[null]"),
                line.replace("[0.1]", "[0.1,0.2]"),
                line.replace("[0.1]", "null"))) {
            assertRefused(
                    lines.get(0) + "\n" + damaged + "\n",
                    "line 2: expected a piece of a search's finished layers as JSON");
        }
        assertRefused(
                String.join("\n", lines.get(0), line, line) + "\n",
                "line 3: expected another piece of a search's finished layers, got the one of line 2 again");
    }

    @Test
    void aFileOfAnEarlierVersionOrOfAnotherSearchIsRefusedAsAWhole() throws IOException {
        assertRefused(
                "search\na;3;1.25;0\n", "line 1: expected the header '{\"ledger\":\"a search's finished layers\",");
        assertRefused("search\na;3;1.25;0\n", "or one of another version or other settings: choose another file");
        PathFile.open(folder.resolve("other"), SEARCH.with("rows", 5)).close();
        assertRefused(
                Files.readString(folder.resolve("other")),
                "line 1: these are a search's finished layers with other settings, rows: expected \"nothing\", got 5; choose another");
        assertRefused(
                "{\"ledger\":\"a search's finished layers\",\"version\":2,\"of\":\"TERC, KSG, anew for every node\"}\n",
                "line 1: expected a search's finished layers in version 3, got version 2, which another version of the toolkit has"
                        + " written; go on with that one, or choose another file or folder");
    }

    private void assertRefused(String content, String expected) throws IOException {
        Files.writeString(file, content);
        String message = assertThrows(IllegalArgumentException.class, () -> PathFile.open(file, SEARCH))
                .getMessage();
        assertTrue(message.startsWith(file + ", line ") && message.contains(expected), message);
        assertEquals(content, Files.readString(file));
    }
}
