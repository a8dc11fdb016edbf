package org.mipp.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchFileTest {

    @Test
    void givesBackWhatWasWrittenAnywhere() {
        try (ScratchFile file = ScratchFile.of("numbers", 800)) {
            file.write(90, new double[] {1, 2, 3, 4}, 3);
            file.write(0, new double[] {-5}, 1);
            double[] read = new double[4];
            file.read(90, read, 3);
            assertArrayEquals(new double[] {1, 2, 3, 0}, read);
            file.read(0, read, 1);
            assertEquals(-5, read[0]);
        }
    }

    @Test
    void anInterruptDoesNotCloseIt() {
        try (ScratchFile file = ScratchFile.of("numbers", 80)) {
            Thread.currentThread().interrupt();
            file.write(0, new double[] {7}, 1);
            assertTrue(Thread.interrupted());
            double[] read = new double[1];
            file.read(0, read, 1);
            assertEquals(7, read[0]);
        }
    }

    @Test
    void moreThanTheDiskHoldsIsRefusedBeforeAnythingIsWritten() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ScratchFile.of("moments of 9 columns", Long.MAX_VALUE))
                .getMessage();
        assertTrue(
                message.startsWith("moments of 9 columns: expected room for 9223372036854775807 bytes in the folder for"
                        + " temporary files, " + Path.of(System.getProperty("java.io.tmpdir")) + ", got "),
                message);
        assertTrue(message.endsWith("; free some, or name another by -Djava.io.tmpdir=FOLDER"), message);
    }

    @Test
    void whatFailsSaysWhereAndWhatToDo() {
        ScratchFile file = ScratchFile.of("numbers", 80);
        file.close();
        String message = assertThrows(UncheckedIOException.class, () -> file.write(0, new double[] {7}, 1))
                .getMessage();
        assertTrue(message.startsWith("numbers: a temporary file in "), message);
        assertTrue(message.endsWith("or name another folder by -Djava.io.tmpdir=FOLDER"), message);
    }
}
