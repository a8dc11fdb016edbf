package org.mipp.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.PruningRun;
import org.mipp.run.AtomicFile;
import org.mipp.run.RefusedException;

/**
 * What came out of a line, as it stands in a file beside those of other lines.
 *
 * @param line its name
 * @param shortened what was left out of it, in words; empty if nothing was
 * @param smoke whether it only proves that everything runs
 * @param schedule of training and retraining, in words
 * @param result all runs
 */
record PaperResult(String line, String shortened, boolean smoke, String schedule, ExperimentResult result) {

    private static final String END = ".result.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What its files are called. */
    String name() {
        return line + (smoke ? "-smoke" : "");
    }

    PaperLine experiment() {
        return PaperLine.named(line);
    }

    /** Where it stands in a folder of results. */
    Path file(Path folder) {
        return folder.resolve(name() + END);
    }

    void save(Path folder) {
        AtomicFile.write(file(folder), out -> out.write(JSON.writeValueAsBytes(File.of(this))));
    }

    /**
     * Reads what is in a folder of results, in the order in which lines are listed.
     *
     * @throws IllegalArgumentException if a file is damaged
     */
    static List<PaperResult> in(Path folder) {
        List<PaperResult> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(END)).toList()) {
                results.add(read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read results in " + folder, e);
        }
        results.sort(Comparator.comparing(PaperResult::smoke)
                .thenComparing(result -> PaperLine.ALL.indexOf(result.experiment())));
        return results;
    }

    private static PaperResult read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), File.class).result();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new RefusedException(
                    file + ": expected what a line of kernel-config/run paper has written, got something else ("
                            + e.getMessage()
                            + "); delete it and run the line again, which takes over its finished runs",
                    e);
        }
    }

    /** The same without what can be derived, for JSON. */
    private record File(
            String line,
            String shortened,
            boolean smoke,
            String schedule,
            String settings,
            List<PruningRun> whole,
            List<PruningRun> runs) {

        static File of(PaperResult given) {
            ExperimentResult result = given.result();
            return new File(
                    given.line(),
                    given.shortened(),
                    given.smoke(),
                    given.schedule(),
                    result.settings(),
                    result.whole(),
                    result.runs());
        }

        PaperResult result() {
            PaperLine.named(line);
            return new PaperResult(line, shortened, smoke, schedule, new ExperimentResult(settings, whole, runs));
        }
    }
}
