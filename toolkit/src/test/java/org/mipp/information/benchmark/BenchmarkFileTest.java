package org.mipp.information.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.information.MiEstimator;
import org.mipp.information.PlugIn;

/** Benchmarks as tables for other programs. */
class BenchmarkFileTest {

    private static final String[] IDS = {"1v1-normal-0.75", "multinormal-dense-2-2-0.5", "label-mixture-2-1"};

    @TempDir
    private Path folder;

    private static EstimatorBenchmark small(MiEstimator... estimators) {
        return EstimatorBenchmark.of(estimators).tasks(IDS).sizes(100, 200).seeds(0, 1);
    }

    private static final String HEADER =
            "task_id,dim_x,dim_y,mi_true_nats,estimator,n,seed,estimate,seconds,failure,version\n";
    private static final String ROW = "1v1-normal-0.75,1,1,0.413339286592254,yours,100,0,0.4,0.1,,1\n";

    @Test
    void aTableIsReadButNotResumed() throws IOException {
        Path file = folder.resolve("table.csv");
        BenchmarkResult result =
                small(PlugIn::gaussian, new PlugIn.Named("a, \"b\"")).run();
        result.write(file);
        assertEquals(result, BenchmarkResult.read(file));
        assertEquals(
                file
                        + ", line 1: expected a file that a benchmark can resume from, got a table of an earlier version or one"
                        + " that was written; read it by BenchmarkResult.read, and give resumeFrom(...) a new file such as"
                        + " mine.jsonl",
                message(() -> small(new PlugIn.Named("mine")).resumeFrom(file).run()));
    }

    @Test
    void rowsThatAreNoCellsAreRefused() throws IOException {
        refusedTable(
                "a,b\n1,2\n", ", line 1: expected the header '" + HEADER.strip() + "', got 'a,b'; this is no file of");
        refusedTable(
                HEADER + "1,2\n", ", line 2: expected 11 values, got 2 in '1,2'; the file is damaged, delete this");
        refusedTable(
                HEADER + ROW.replace(",1\n", ",7\n"), ", line 2: expected an estimate of version 1 of the tasks, got");
        refusedTable(HEADER + ROW.replace("100", "x"), ", line 2: expected numbers, got '1v1-normal");
        refusedTable(HEADER + ROW.replace("100", "0"), ", line 2: expected numbers, got '1v1-normal");
        refusedTable(HEADER + ROW.replace("0.4,", "NaN,"), ", line 2: expected numbers, got '1v1-normal");
        refusedTable(HEADER + ROW.replace("0.413339286592254", "NaN"), ", line 2: expected numbers, got '1v1-normal");
    }

    private void refusedTable(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("others.csv"), content);
        String message = message(() -> BenchmarkResult.read(file));
        assertTrue(message.startsWith(file + reason), message);
    }

    private static String message(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
