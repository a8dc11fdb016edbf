package org.mipp.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two lines in smoke form to their ends, as a user without data starts them. */
class PaperSmokeTest {

    private static String run(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = PaperProgram.run(new PrintStream(said, true, StandardCharsets.UTF_8), words);
        String text = said.toString(StandardCharsets.UTF_8);
        assertEquals(0, status, text);
        return text;
    }

    @Test
    void twoLinesRunOnGeneratedFilesToOnePageWithTheirFigures(@TempDir Path folder) throws Exception {
        String out = folder.toString();
        String said = run("lenet5-deformed-before", "--smoke", "--out", out);
        assertTrue(
                said.contains("LeNet5 on deformed MNIST, pruned before training\npaper: shortened: smoke form"), said);
        assertTrue(said.contains("minutes on this device") && said.contains("disk: "), said);
        assertTrue(said.contains("16 runs in ") && said.contains(" 0 failed"), said);
        said = run("lenet5-deformed-before", "--smoke", "--out", out);
        assertTrue(said.contains("goes on from what is in ") && !said.contains("minutes on this device"), said);
        said = run("resnet18-cifar100-after", "--smoke", "--out", out);
        assertTrue(said.contains("14 runs in ") && said.contains(" 0 failed"), said);

        String page = Files.readString(folder.resolve("page.md"));
        assertTrue(page.contains("## lenet5-deformed-before-smoke"), page);
        assertTrue(page.contains("## resnet18-cifar100-after-smoke"), page);
        assertTrue(page.contains("% among the first five"), "top-5 where there are many classes");
        assertEquals(
                PaperClaim.values().length,
                page.split("\\*\\*not run here\\*\\*", -1).length - 1,
                "a smoke run says nothing of the claims");
        for (String figure : List.of("accuracy", "collapse", "layers")) {
            assertTrue(Files.size(folder.resolve("lenet5-deformed-before-smoke-" + figure + ".png")) > 1000, figure);
        }
    }
}
