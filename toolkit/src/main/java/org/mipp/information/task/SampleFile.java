package org.mipp.information.task;

import static org.mipp.run.Checks.argument;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.mipp.linalg.Matrix;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * Samples as text, to take to another program or to bring from there: a header {@code X0,X1,...,Y0,...}, then one line of
 * finite decimal numbers per sample, the layout that the benchmark of Czyż et al. exchanges with other languages.
 */
public final class SampleFile {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final int QUOTED = 30;
    private static final int CELL_BYTES = 30; // a comma and a digit become a string
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8; // what a Java array holds

    private SampleFile() {}

    /**
     * Writes a sample, every number so that reading gives the same again.
     *
     * @param file where to; replaced if it is there
     * @param sample what to write
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Sample sample) {
        Matrix rows = sample.x().beside(sample.y());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.append(header(sample.x().columns(), rows.columns())).append('\n');
            for (int i = 0; i < rows.rows(); i++) {
                for (int j = 0; j < rows.columns(); j++) {
                    out.append(j == 0 ? "" : ",").append(Double.toString(rows.get(i, j)));
                }
                out.append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a sample.
     *
     * @param file in this layout; an empty line at the end is allowed
     * @return the sample
     * @throws IllegalArgumentException if the file is missing or not in this layout, or holds more than half of the Java heap
     *     would; the message names the line
     * @throws UncheckedIOException if it cannot be read
     */
    public static Sample read(Path file) {
        HeapBudget budget = HeapBudget.half();
        try (BufferedReader in = new BufferedReader(new BoundedLines(file, Files.newBufferedReader(file)))) {
            String header = in.readLine();
            argument(header != null, "%s: expected a header X0,...,Y0,..., got an empty file", file);
            budget.pass(file + ", line 1", header.length(), CELL_BYTES);
            String[] names = header.split(",", -1);
            int dimX = countX(names);
            argument(
                    dimX >= 1 && dimX < names.length && header.equals(header(dimX, names.length)),
                    "%s, line 1: expected a header X0,X1,...,Y0,Y1,..., got '%s'",
                    file,
                    shortened(header));
            Matrix rows = readRows(file, in, names.length, budget);
            return new Sample(rows.without(dimX, names.length - dimX), rows.without(0, dimX));
        } catch (NoSuchFileException e) {
            throw new RefusedException(file + ": expected a file with a sample, found no file", e);
        } catch (CharacterCodingException e) {
            throw new RefusedException(file + ": expected a text file of numbers, got other bytes", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Matrix readRows(Path file, BufferedReader in, int columns, HeapBudget budget) throws IOException {
        double[] values = new double[columns];
        int line = 1;
        int count = 0;
        boolean ended = false;
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            argument(!ended, "%s, line %d: expected numbers, got an empty line", file, line - 1);
            ended = text.isEmpty();
            if (ended) {
                continue;
            }
            budget.pass(file + ", line " + line, text.length(), CELL_BYTES);
            String[] cells = text.split(",", -1);
            argument(
                    cells.length == columns,
                    "%s, line %d: expected %d numbers as in the header, got %d",
                    file,
                    line,
                    columns,
                    cells.length);
            if (count == values.length) {
                int more = (int) Math.min(2L * count, (long) MOST_NUMBERS / columns * columns);
                budget.pass(file + ", line " + line, more, 3 * Double.BYTES); // until they are a matrix
                argument(more > count, "%s: expected at most %d numbers, got more; write samples apart", file, count);
                values = Arrays.copyOf(values, more);
            }
            for (int j = 0; j < columns; j++) {
                values[count++] = number(file, line, cells[j].strip());
            }
        }
        argument(count > 0, "%s: expected at least one line after the header, got none", file);
        return Matrix.of(count / columns, columns, Arrays.copyOf(values, count));
    }

    private static double number(Path file, int line, String text) {
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        argument(
                Double.isFinite(value),
                "%s, line %d: expected a finite decimal number, got '%s'",
                file,
                line,
                shortened(text));
        return value;
    }

    private static int countX(String[] names) {
        return (int) Arrays.stream(names).filter(name -> name.startsWith("X")).count();
    }

    private static String header(int dimX, int columns) {
        StringBuilder header = new StringBuilder(name(0, dimX));
        for (int j = 1; j < columns; j++) {
            header.append(',').append(name(j, dimX));
        }
        return header.toString();
    }

    private static String name(int column, int dimX) {
        return column < dimX ? "X" + column : "Y" + (column - dimX);
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
    }
}
