package org.mipp.information.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleFileTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgainToTheLastBit() throws IOException {
        Sample sample = Tasks.get("student-identity-3-3-2").sample(100, 1);
        Path file = folder.resolve("sample.csv");
        SampleFile.write(file, sample);
        assertEquals("X0,X1,X2,Y0,Y1,Y2", Files.readAllLines(file).get(0));
        assertEquals(sample, SampleFile.read(file));
    }

    @Test
    void linesOfOtherSystemsAndAnEmptyLastLineAreRead() throws IOException {
        Sample sample = SampleFile.read(Files.writeString(folder.resolve("a"), "X0,Y0\r\n1, 2\r\n-.5e1,4\r\n\r\n"));
        assertEquals(2, sample.samples());
        assertEquals(-5, sample.x().get(1, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|: expected a header X0,...,Y0,..., got an empty file",
                "X0,X1/1,2|, line 1: expected a header X0,X1,...,Y0,Y1,..., got 'X0,X1'",
                "Y0,X0/1,2|, line 1: expected a header X0,X1,...,Y0,Y1,..., got 'Y0,X0'",
                "X0,Y0|: expected at least one line after the header, got none",
                "X0,Y0/1,2/3|, line 3: expected 2 numbers as in the header, got 1",
                "X0,Y0/1,2,|, line 2: expected 2 numbers as in the header, got 3",
                "X0,Y0//1,2|, line 2: expected numbers, got an empty line",
                "X0,Y0/1,NaN|, line 2: expected a finite decimal number, got 'NaN'",
                "X0,Y0/1,1e999|, line 2: expected a finite decimal number, got '1e999'",
                "X0,Y0/1,0x1p3|, line 2: expected a finite decimal number, got '0x1p3'",
                "X0,Y0/1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        + "|, line 2: expected a finite decimal number, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...'",
            })
    void whatIsWrongIsNamedWithItsLine(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.csv"), text.replace('/', '\n'));
        assertEquals(
                file + message,
                assertThrows(IllegalArgumentException.class, () -> SampleFile.read(file))
                        .getMessage());
    }

    @Test
    void filesThatAreNotThereOrNotTextAreNamed() throws IOException {
        Path missing = folder.resolve("missing.csv");
        assertEquals(
                missing + ": expected a file with a sample, found no file",
                assertThrows(IllegalArgumentException.class, () -> SampleFile.read(missing))
                        .getMessage());
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals(
                bytes + ": expected a text file of numbers, got other bytes",
                assertThrows(IllegalArgumentException.class, () -> SampleFile.read(bytes))
                        .getMessage());
    }
}
