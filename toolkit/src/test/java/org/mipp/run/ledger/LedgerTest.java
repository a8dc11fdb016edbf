package org.mipp.run.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    @Test
    void whatIsAppendedIsThereWhenItIsOpenedAgain() {
        Path file = folder.resolve("ledger");
        try (Ledger ledger = Ledger.open(file, "title", "pieces")) {
            assertEquals(List.of(), ledger.lines());
            ledger.append("one");
            assertEquals(List.of("one"), Ledger.read(file, "title", "pieces"), "readable while it is open");
            ledger.append("two");
        }
        try (Ledger ledger = Ledger.open(file, "title", "pieces")) {
            assertEquals(List.of("one", "two"), ledger.lines());
        }
    }

    @Test
    void aTornLineIsCutOffBeforeAnythingIsAppended() throws IOException {
        Path file = folder.resolve("ledger");
        Files.writeString(file, "title\none\ntw");
        try (Ledger ledger = Ledger.open(file, "title", "pieces")) {
            assertEquals(List.of("one"), ledger.lines());
            ledger.append("two");
        }
        assertEquals("title\none\ntwo\n", Files.readString(file));
    }

    @Test
    void aTornTitleIsWrittenAnew() throws IOException {
        Path file = folder.resolve("ledger");
        Files.writeString(file, "tit");
        Ledger.open(file, "title", "pieces").close();
        assertEquals("title\n", Files.readString(file));
    }

    @Test
    void aFileOfSomethingElseIsRefusedAndStaysAsItIs() throws IOException {
        Path file = folder.resolve("ledger");
        Files.writeString(file, "dear diary\nhalf a li", StandardOpenOption.CREATE);
        String message = assertThrows(IllegalArgumentException.class, () -> Ledger.open(file, "title", "pieces"))
                .getMessage();
        assertEquals(
                file
                        + ", line 1: expected the header 'title', got 'dear diary'; this is no file of pieces, or one of another"
                        + " version or other settings: choose another file",
                message);
        assertEquals("dear diary\nhalf a li", Files.readString(file));
    }

    @Test
    void refusesToReadWhatIsNotThere() {
        Path file = folder.resolve("nothing");
        assertEquals(
                file + ": expected a file with pieces, found no file",
                assertThrows(IllegalArgumentException.class, () -> Ledger.read(file, "title", "pieces"))
                        .getMessage());
    }

    /** Appends to a file until it cannot, in a process whose files may not grow beyond a block or two. */
    static final class Filling {
        public static void main(String[] arguments) {
            try (Ledger ledger = Ledger.open(Path.of(arguments[0]), "title", "pieces")) {
                assertThrows(
                        UncheckedIOException.class,
                        () -> Stream.generate(() -> "x".repeat(99)).limit(1000).forEach(ledger::append));
                System.out.println(assertThrows(UncheckedIOException.class, () -> ledger.append("short"))
                        .getMessage());
            }
        }
    }

    @Test
    void aFileThatCannotGrowKeepsItsWholeLinesAndSaysWhatToDo() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a shell that can limit the size of files");
        Path file = folder.resolve("ledger");
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 2; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Filling.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains(file + ": expected room for another line, got") && said.contains("make room"), said);
        assertTrue(Files.size(file) % 100 != 6, "half a line is there: " + Files.size(file));
        try (Ledger ledger = Ledger.open(file, "title", "pieces")) {
            assertTrue(ledger.lines().size() > 5);
            assertTrue(ledger.lines().stream().allMatch("x".repeat(99)::equals));
            ledger.append("last");
        }
        List<String> lines = Ledger.read(file, "title", "pieces");
        assertEquals("last", lines.get(lines.size() - 1));
    }
}
