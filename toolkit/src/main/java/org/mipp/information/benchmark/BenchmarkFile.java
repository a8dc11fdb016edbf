package org.mipp.information.benchmark;

import static org.mipp.run.Checks.argument;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mipp.run.AtomicFile;
import org.mipp.run.RefusedException;
import org.mipp.run.ledger.Ledger;

/** The cells of a benchmark as a comma-separated table, for other programs; what can be resumed is a {@link BenchmarkLedger}. */
final class BenchmarkFile {

    /** To be raised when a task's samples change: old cells then no longer compare with new ones. */
    static final int VERSION = 1;

    private static final String HEADER =
            "task_id,dim_x,dim_y,mi_true_nats,estimator,n,seed,estimate,seconds,failure,version";
    private static final int COLUMNS = HEADER.split(",").length;
    private static final int QUOTED = 60;

    private static final String WHAT = "a benchmark's results";

    private BenchmarkFile() {}

    /** Whether a file begins as such a table does. */
    static boolean isTable(Path file) {
        return Ledger.startsWith(file, HEADER + '\n');
    }

    static List<BenchmarkCell> read(Path file) {
        return parse(file, Ledger.read(file, HEADER, WHAT));
    }

    static void write(Path file, List<BenchmarkCell> cells) {
        AtomicFile.write(file, out -> {
            out.write((HEADER + '\n').getBytes(StandardCharsets.UTF_8));
            for (BenchmarkCell cell : cells) {
                out.write((format(cell) + '\n').getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static List<BenchmarkCell> parse(Path file, List<String> lines) {
        List<BenchmarkCell> cells = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            cells.add(parse(file, i + 2, lines.get(i)));
        }
        return cells;
    }

    private static BenchmarkCell parse(Path file, int number, String line) {
        List<String> parts = split(line);
        argument(
                parts.size() == COLUMNS,
                "%s, line %d: expected %d values, got %d in '%s'; the file is damaged, delete this line",
                file,
                number,
                COLUMNS,
                parts.size(),
                shortened(line));
        argument(
                parts.get(10).equals(Integer.toString(VERSION)),
                "%s, line %d: expected an estimate of version %d of the tasks, got version '%s'; choose another file",
                file,
                number,
                VERSION,
                shortened(parts.get(10)));
        try {
            return cell(parts);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    file + ", line " + number + ": expected numbers, got '" + shortened(line)
                            + "'; the file is damaged, delete this line",
                    e);
        }
    }

    private static BenchmarkCell cell(List<String> parts) {
        boolean failed = parts.get(7).isEmpty() && !parts.get(9).isEmpty();
        return new BenchmarkCell(
                new BenchmarkCell.Problem(
                        parts.get(0),
                        Integer.parseInt(parts.get(1)),
                        Integer.parseInt(parts.get(2)),
                        Double.parseDouble(parts.get(3))),
                parts.get(4),
                Integer.parseInt(parts.get(5)),
                Long.parseLong(parts.get(6)),
                failed
                        ? new BenchmarkCell.Failed(parts.get(9))
                        : new BenchmarkCell.Estimated(Double.parseDouble(parts.get(7))),
                Double.parseDouble(parts.get(8)));
    }

    private static String format(BenchmarkCell cell) {
        return String.join(
                ",",
                Arrays.asList(
                        quoted(cell.task()),
                        Integer.toString(cell.problem().dimX()),
                        Integer.toString(cell.problem().dimY()),
                        Double.toString(cell.truth()),
                        quoted(cell.estimator()),
                        Integer.toString(cell.samples()),
                        Long.toString(cell.seed()),
                        cell.failed() ? "" : Double.toString(cell.estimate()),
                        Double.toString(cell.seconds()),
                        quoted(cell.failure().orElse("")),
                        Integer.toString(VERSION)));
    }

    private static String quoted(String text) {
        String line = oneLine(text);
        return line.contains(",") || line.contains("\"") ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }

    /** The text without line breaks and other control characters. */
    static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}\u0085\u2028\u2029]+", " ").strip();
    }

    private static List<String> split(String line) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = inQuotes && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    part.append(c);
                    i++;
                } else {
                    inQuotes = !inQuotes;
                }
            } else if (c == ',' && !inQuotes) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
    }
}
