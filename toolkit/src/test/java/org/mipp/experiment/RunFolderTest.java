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
import org.mipp.run.RecordLedger;

/** Names on disk, and what all runs of a folder have in common. */
class RunFolderTest {

    /** Names of shares that differ by little, and such as no file can bear. */
    private static final List<String> NAMES = Stream.concat(
                    Stream.of(
                            "seed 1 whole", "seed -1 whole", "seed 11 whole", "seed 1 keep 25 %", "seed 1 keep 2.5 %"),
                    IntStream.of(8, 9).mapToObj(last -> "seed 1 widths {" + "layer3.2.conv1=16, ".repeat(40) + last))
            .toList();

    private static PruningRun run(String reason) {
        return PruningRun.failed("none", "none", "keep 50 %", 1, reason);
    }

    @Test
    void differentSeedsAndBudgetsHaveDifferentFilesHoweverLongTheirNamesAre(@TempDir Path path) {
        RunFolder folder = new RunFolder(path, "settings");
        List<RunFolder.Lock> locks = new ArrayList<>();
        for (String name : NAMES) {
            locks.add(folder.lock(name).orElseThrow(() -> new AssertionError(name)));
            try (RecordLedger<PruningRun> ledger = folder.open(name)) {
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
        RunFolder folder = new RunFolder(path, "settings");
        RunFolder.Lock lock = folder.lock("seed 1 whole").orElseThrow();
        assertTrue(folder.lock("seed 1 whole").isEmpty());
        lock.close();
        folder.lock("seed 1 whole").orElseThrow().close();
    }

    @Test
    void whatIsTakenDownOnceStays(@TempDir Path path) {
        RunFolder folder = new RunFolder(path, "settings");
        folder.agree("first method", "MIPP\nwith a second line");
        folder.agree("first method", "MIPP\nwith a second line");
        folder.agree("data", "4711");
        assertEquals(
                path + ": expected the data of the runs that are there, '4711', got '" + "x".repeat(80)
                        + "...'; choose another folder",
                assertThrows(IllegalArgumentException.class, () -> folder.agree("data", "x".repeat(81)))
                        .getMessage());
        folder.agree("data", "4711");
    }

    private static PruningRun whole() {
        return new PruningRun(
                "L1",
                "L1 norm",
                "keep 50 %",
                1,
                Map.of("conv1", 3),
                new PruningRun.Size(3, 40, 500, 0.5),
                0.25,
                Map.of(RepairMethod.CUT, 0.75),
                Map.of(RepairMethod.CUT, 0.001),
                Map.of(),
                "");
    }

    @Test
    void runsOfTheVersionBeforeAreRead(@TempDir Path path) throws IOException {
        RunFolder folder = new RunFolder(path, "settings");
        try (RecordLedger<PruningRun> ledger = folder.open("seed 1 x")) {
            ledger.append(whole());
        }
        Path file = path.resolve("seed-1-x.jsonl");
        List<String> lines = Files.readAllLines(file);
        assertEquals("{\"ledger\":\"an experiment's runs\",\"version\":2,\"of\":\"settings\"}", lines.get(0));
        Files.writeString(file, "settings\n" + lines.get(1) + "\n");
        RunFolder again = new RunFolder(path, "settings");
        assertEquals(List.of(whole()), again.read("seed 1 x"));
        try (RecordLedger<PruningRun> ledger = again.open("seed 1 x")) {
            ledger.append(run("later"));
        }
        assertEquals(List.of(whole(), run("later")), again.read("seed 1 x"));
    }

    @Test
    void aLineThatIsNoRunIsRefusedByItsFileAndNumberBeforeAnythingIsTrained(@TempDir Path path) throws IOException {
        RunFolder folder = new RunFolder(path, "settings");
        try (RecordLedger<PruningRun> ledger = folder.open("seed 1 x")) {
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
                line.replace("\"failure\":\"\"", "\"failure\":null"),
                line.replace("\"failure\":\"\"", "\"failure\":\"\",\"mood\":\"\""),
                line.replace("\"seed\":1", "\"seed\":\"1\""),
                line.replace("\"maskSeconds\":0.25", "\"maskSeconds\":-1"))) {
            assertTrue(!damaged.equals(line), "changed nothing");
            Files.writeString(file, lines.get(0) + "\n" + line.replace("L1", "L2") + "\n" + damaged + "\n");
            String message = assertThrows(
                            IllegalArgumentException.class, () -> new RunFolder(path, "settings"), damaged)
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
                assertThrows(IllegalArgumentException.class, () -> new RunFolder(path, "settings"))
                        .getMessage());
    }
}
