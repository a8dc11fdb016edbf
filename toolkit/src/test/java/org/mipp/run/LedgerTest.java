package org.mipp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
}
