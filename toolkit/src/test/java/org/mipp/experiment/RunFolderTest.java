package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.run.Ledger;

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
            try (Ledger ledger = folder.open(name)) {
                ledger.append(RunFolder.format(run(name)));
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
}
