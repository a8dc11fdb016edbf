package org.mipp.information.table;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Interrupts;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Reads CSV files as pandas and spreadsheets write them, by Tablesaw's reader: this class finds out what that one wants to be
 * told, the encoding, the separator and the decimal comma, and leaves the index out.
 *
 * <p>The first line holds the names of the columns. A first column without a name is the index of a pandas table and no variable.
 * Empty cells, {@code NA}, {@code NaN}, {@code null} and {@code *} are missing values.
 */
public final class TableFile {

    private static final int BYTES_PER_CHARACTER = 6; // the text, and the values made of it

    private TableFile() {}

    /**
     * Reads a file.
     *
     * @param file in UTF-8 or UTF-16, with a byte order mark or without, or else in Windows-1252; separated by commas, semicolons
     *     or tabs, whichever the first line has most of
     * @return its columns under their names
     * @throws IllegalArgumentException if it holds no table, names come twice, a row is of another length, or it is too large for
     *     half of the heap
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Table read(Path file) {
        argument(Files.isRegularFile(file), "%s: expected a CSV file, got none; look at its folder", file);
        try {
            HeapBudget.half().hold(file, Files.size(file), BYTES_PER_CHARACTER);
            return parse(file, TableText.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Table parse(Path file, TableText text) {
        Interrupts.check();
        argument(!text.body().isBlank(), "%s: expected names of columns in the first line, got nothing", file);
        List<String> names = text.names();
        argument(
                names.stream().anyMatch(name -> !name.matches("[-+.,\\deE]*")),
                "%s: expected names of columns in the first line, got numbers only: %s; write names above them",
                file,
                names.stream().limit(5).toList());
        checkDifferent(file, names);
        Table table = read(file, text, true);
        argument(
                table.rowCount() > 0,
                "%s: expected rows below the names of the columns, got the names only: %s; write the table with its rows",
                file,
                names.stream().limit(5).toList());
        boolean index = names.get(0).isEmpty() && names.size() > 1;
        Table variables = index ? table.removeColumns(0) : table;
        return variables.setName(String.valueOf(file.getFileName()));
    }

    private static void checkDifferent(Path file, List<String> names) {
        List<String> lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        IntStream.range(0, lower.size())
                .filter(j -> !lower.get(j).isEmpty() && lower.indexOf(lower.get(j)) < j)
                .findFirst()
                .ifPresent(j -> {
                    throw new RefusedException(String.format(
                            Locale.ROOT,
                            "%s: expected different names of columns, upper and lower case being the same, got '%s' in columns"
                                    + " %d and %d; rename one",
                            file,
                            names.get(j),
                            lower.indexOf(lower.get(j)) + 1,
                            j + 1));
                });
    }

    /** Tablesaw guesses types from a sample of rows; where a later row does not fit, from all. */
    private static Table read(Path file, TableText text, boolean sample) {
        try {
            return Table.read()
                    .usingOptions(CsvReadOptions.builder(new StringReader(text.body()))
                            .separator(text.separator())
                            .sample(sample)
                            .maxCharsPerColumn(1 << 20)
                            .header(true));
        } catch (RuntimeException e) {
            if (sample) {
                return read(file, text, false);
            }
            throw new RefusedException(file + ": expected a table, got what cannot be read as one: " + reason(e), e);
        }
    }

    /** What is said first, in one line. */
    private static String reason(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return Arrays.stream(message.split("\\R"))
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(message);
    }
}
