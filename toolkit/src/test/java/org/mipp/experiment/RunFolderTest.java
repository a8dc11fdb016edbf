package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.run.ledger.RecordLedger;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Budget;

/** Names on disk, and what all runs of a folder have in common. */
class RunFolderTest {

    /** Names of shares that differ by little, and such as no file can bear. */
    private static final List<String> NAMES = Stream.concat(
                    Stream.of(
                            "seed 1 whole", "seed -1 whole", "seed 11 whole", "seed 1 keep 25 %", "seed 1 keep 2.5 %"),
                    IntStream.of(8, 9).mapToObj(last -> "seed 1 widths {" + "layer3.2.conv1=16, ".repeat(40) + last))
            .toList();

    private static final SettingsKey EXPERIMENT = SettingsKey.of("experiment", 1);
    private static final SettingsKey L1 = SettingsKey.of("l1-norm", 1);
    private static final SettingsKey HALF = new Budget.KeptFraction(0.5).key();

    private static RunLine run(String reason) {
        return new RunLine(
                SettingsKey.of("none", 1),
                HALF,
                new PruningRun("none", "none", "keep 50 %", 1, new PruningRun.Failed(reason)));
    }

    @Test
    void differentSeedsAndBudgetsHaveDifferentFilesHoweverLongTheirNamesAre(@TempDir Path path) {
        RunFolder folder = new RunFolder(path, EXPERIMENT);
        List<RunFolder.Lock> locks = new ArrayList<>();
        for (String name : NAMES) {
            locks.add(folder.lock(name).orElseThrow(() -> new AssertionError(name)));
            try (RecordLedger<RunLine> ledger = folder.open(name)) {
                ledger.append(run(name));
            }
        }
        locks.forEach(RunFolder.Lock::close);
        for (String name : NAMES) {
            assertEquals(List.of(run(name)), folder.read(name));
        }
    }

    @Test
    void aNameIsFreeAgainWhenItsLockIsClosed(@TempDir Path path) {
        RunFolder folder = new RunFolder(path, EXPERIMENT);
        RunFolder.Lock lock = folder.lock("seed 1 whole").orElseThrow();
        assertTrue(folder.lock("seed 1 whole").isEmpty());
        lock.close();
        folder.lock("seed 1 whole").orElseThrow().close();
    }

    @Test
    void whatIsTakenDownOnceStays(@TempDir Path path) throws IOException {
        RunFolder folder = new RunFolder(path, EXPERIMENT);
        SettingsKey key = SettingsKey.of("mine", 1).with("words", "with a\nsecond line");
        folder.agree("first method", key);
        folder.agree("first method", key);
        assertEquals(
                path
                        + ": the first method of the runs that are there is another one, version: expected 1, got 2; choose another"
                        + " folder",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> folder.agree("first method", SettingsKey.of("mine", 2)))
                        .getMessage());
        folder.agree("first method", key);
        Files.writeString(path.resolve("first-method.json"), "{\"is\":\"mine\"}");
        assertEquals(
                path.resolve("first-method.json")
                        + ": expected the first method of the runs that are there, got something else; choose another folder",
                assertThrows(IllegalArgumentException.class, () -> folder.agree("first method", key))
                        .getMessage());
    }

    private static RunLine whole() {
        PruningRun.Measured measured = new PruningRun.Measured(
                Map.of("conv1", 3),
                new PruningRun.Size(3, 40, 500, 0.5),
                0.25,
                Map.of(RepairMethod.CUT, 0.75),
                Map.of(RepairMethod.CUT, 0.001),
                Map.of(),
                Map.of());
        return new RunLine(L1, HALF, new PruningRun("L1", "L1 norm", "keep 50 %", 1, measured));
    }

    @Test
    void theFileIsThisText(@TempDir Path path) throws IOException {
        RunFolder folder = new RunFolder(path, EXPERIMENT);
        try (RecordLedger<RunLine> ledger = folder.open("seed 1 x")) {
            ledger.append(whole());
            ledger.append(run("no"));
        }
        assertEquals("""
                {"ledger":"an experiment's runs","version":4,"of":{"is":"experiment","version":1}}
                {"method":{"is":"l1-norm","version":1},"budget":{"is":"KeptFraction","version":1,"fraction":0.5},\
                "run":{"method":"L1","settings":"L1 norm","budget":"keep 50 %","seed":1,"outcome":{"is":"measured",\
                "kept":{"conv1":3},"size":{"nodes":3,"parameters":40,"macs":500,"milliseconds":0.5},"maskSeconds":0.25,\
                "treated":{"CUT":0.75},"treatmentSeconds":{"CUT":0.001},"retrained":{},"topFive":{}}}}
                {"method":{"is":"none","version":1},"budget":{"is":"KeptFraction","version":1,"fraction":0.5},\
                "run":{"method":"none","settings":"none","budget":"keep 50 %","seed":1,\
                "outcome":{"is":"failed","reason":"no"}}}
                """, Files.readString(path.resolve("seed-1-x.jsonl")));
        assertEquals(List.of(whole(), run("no")), new RunFolder(path, EXPERIMENT).read("seed 1 x"));
    }

    @Test
    void aLineThatIsNoRunIsRefusedByItsFileAndNumberBeforeAnythingIsTrained(@TempDir Path path) throws IOException {
        RunFolder folder = new RunFolder(path, EXPERIMENT);
        try (RecordLedger<RunLine> ledger = folder.open("seed 1 x")) {
            ledger.append(whole());
        }
        Path file = path.resolve("seed-1-x.jsonl");
        List<String> lines = Files.readAllLines(file);
        String line = lines.get(1);
        for (String damaged : List.of(
                "null",
                line.replace("\"L1\"", "null"),
                line.replace("{\"conv1\":3}", "null"),
                line.replace("{\"conv1\":3}", "{\"conv1\":null}"),
                line.replace("{\"conv1\":3}", "{\"conv1\":3,\"conv1\":3}"),
                line.replace("{\"conv1\":3}", "{\"conv1\":-3}"),
                line.replace("{\"CUT\":0.75}", "{\"CUT\":null}"),
                line.replace("{\"CUT\":0.75}", "{\"CUT\":75}"),
                line.replace("{\"CUT\":0.75}", "{\"CUT\":\"NaN\"}"),
                line.replace("{\"CUT\":0.75}", "{\"0\":0.75}"),
                line.replace("{\"CUT\":0.75}", "[]"),
                line.replace("\"macs\":500", "\"macs\":null"),
                line.replace("\"macs\":500,", ""),
                line.replace("\"macs\":500", "\"macs\":-500"),
                line.replace("\"milliseconds\":0.5", "\"milliseconds\":\"NaN\""),
                line.replace("\"is\":\"measured\"", "\"is\":\"supposed\""),
                line.replace("\"is\":\"measured\",", ""),
                line.replace("\"is\":\"l1-norm\"", "\"is\":1"),
                line.replace("\"seed\":1", "\"seed\":1,\"mood\":\"\""),
                line.replace("\"seed\":1", "\"seed\":\"1\""),
                line.replace("\"maskSeconds\":0.25", "\"maskSeconds\":-1"))) {
            assertTrue(!damaged.equals(line), "changed nothing");
            Files.writeString(file, lines.get(0) + "\n" + line.replace("l1-norm", "l2-norm") + "\n" + damaged + "\n");
            String message = assertThrows(
                            IllegalArgumentException.class, () -> new RunFolder(path, EXPERIMENT), damaged)
                    .getMessage();
            assertTrue(
                    message.startsWith(file
                                    + ", line 3: expected a piece of an experiment's runs as JSON, got something else")
                            && message.endsWith("the file is damaged, delete this line"),
                    message);
        }
        Files.writeString(file, lines.get(0) + "\n" + line + "\n" + line + "\n");
        assertEquals(
                file
                        + ", line 3: expected another piece of an experiment's runs, got the one of line 2 again; delete one of"
                        + " the lines",
                assertThrows(IllegalArgumentException.class, () -> new RunFolder(path, EXPERIMENT))
                        .getMessage());
    }
}
