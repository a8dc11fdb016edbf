package org.mipp.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user types, and what it is answered. */
class PaperArgumentsTest {

    /** What the program says, with its status in front. */
    private static String said(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = PaperProgram.run(new PrintStream(said, true, StandardCharsets.UTF_8), words);
        return status + " " + said.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void withoutWordsAllLinesAreListedWithTheirSchedules() {
        String list = said();
        for (PaperLine line : PaperLine.ALL) {
            assertTrue(list.contains("  " + line.name() + " "), line.name());
            assertEquals(line, PaperLine.named(line.name()));
        }
        assertEquals(42, PaperLine.ALL.stream().map(PaperLine::name).distinct().count());
        assertTrue(
                list.contains(
                        "SGD (momentum 0.9, weight decay 1.0E-4), rate 0.1 [80, 120], 160 epochs, retrained for 96,"
                                + " batches of 128"),
                list);
        assertTrue(list.contains("Adam, rate 0.001 [3], 4 epochs, retrained for 3, batches of 64"), list);
        assertTrue(list.contains("VGG-16 on CIFAR-100, pruned after training (pair ours)"), list);
        assertTrue(list.contains("ResNet-50 on ImageNet, pruned before training\n"), list);
    }

    @Test
    void optionsChangeWhatTheyName() {
        PaperArguments read = PaperArguments.of(
                "vgg16-cifar100-after",
                "--data",
                "d",
                "--seeds",
                "5",
                "--out",
                "o",
                "--epochs",
                "4",
                "--images",
                "100",
                "--captured",
                "50",
                "--width",
                "0.25",
                "--confidence",
                "0.5, 0.9",
                "--keep",
                "0.25",
                "--methods",
                "MIPP; ThiNet",
                "--estimate");
        assertEquals(
                new PaperArguments(
                        List.of(PaperLine.named("vgg16-cifar100-after")),
                        Optional.of(Path.of("d")),
                        Path.of("o"),
                        new PaperSettings(
                                5,
                                4,
                                100,
                                50,
                                0.25,
                                List.of(0.5, 0.9),
                                List.of(0.25),
                                List.of("MIPP", "ThiNet"),
                                false),
                        true),
                read);
        assertEquals(
                "every layer with 0.25 of its nodes; 4 instead of 160 epochs; the first 100 training images; 50 images captured; confidence [0.5, 0.9];"
                        + " budgets [0.25]; only MIPP, ThiNet",
                read.settings().shortened(read.lines().get(0)));
        assertEquals(2, read.settings().schedule(read.lines().get(0)).retrainingEpochs(), "60 % of 4");
        assertEquals(42, PaperArguments.of("all", "--smoke").lines().size());
        assertEquals("", PaperSettings.FULL.shortened(PaperLine.ALL.get(0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vgg16-cifar10-aftr | line: expected one of those that kernel-config/run paper lists, got 'vgg16-cifar10-aftr'; did you mean 'vgg16-cifar10-after'?
            lenet5-mnist-after --seed 3 | expected --smoke, --estimate, --data, --out, --seeds, --epochs, --images, --captured, --width, --confidence, --keep, --methods, got '--seed'; did you mean '--seeds'?
            lenet5-mnist-after --seeds | --seeds: expected a value behind it, got nothing
            lenet5-mnist-after --seeds many | --seeds: expected a whole number, got 'many'
            lenet5-mnist-after --seeds 0 | --seeds: expected a whole number of at least 1, got 0
            lenet5-mnist-after --images -1 | --epochs, --images: expected numbers, got 0 and -1
            lenet5-mnist-after --width 2 | --width: expected a number above 0 and at most 1, got 2.0
            lenet5-mnist-after --keep half | --keep: expected numbers from 0 to 1 with commas between, got 'half'
            lenet5-mnist-after --keep 50 | --keep: expected a number between 0 and 1, both excluded, got 50.0; for 50.0 % write 0.5
            lenet5-mnist-after --keep , --confidence , | --confidence, --keep: expected a budget, got none
            lenet5-mnist-after --smoke --methods ThiNet | --methods: expected some of 'MIPP;ThiNet;SynFlow;GraSP;SOSP-H;IMP;OTO', MIPP among them, got 'ThiNet'
            """)
    void whatIsNotUnderstoodIsRefused(String words, String message, @TempDir Path out) {
        assertEquals(
                "1 paper: " + message,
                said((words + (words.contains("--smoke") ? " --out " + out : "")).split(" "))
                        .replaceAll("(?s)^1 paper: lenet5.*\npaper: --methods", "1 paper: --methods"));
    }

    @Test
    void missingAndPartialDataAreNamedWithWhereToGetThem(@TempDir Path folder) throws Exception {
        String data = folder.toString();
        assertEquals(
                "paper: " + folder
                        + ": expected test_batch.bin of CIFAR-10's binary version, plain or with .gz after the name, found"
                        + " none; fetch cifar-10-binary.tar.gz and unpack it there\nCIFAR-10: needed are the binary version"
                        + " from https://www.cs.toronto.edu/~kriz/cifar.html, unpacked, in a folder cifar10 or"
                        + " cifar-10-batches-bin of the one that --data names, or there itself",
                last(said("resnet18-cifar10-after", "--data", data), 2));
        GeneratedFiles.write(PaperData.TINY, folder);
        Files.delete(folder.resolve("tiny-imagenet-200/val/val_annotations.txt"));
        String tiny = said("vgg16-tinyimagenet-before", "--data", data);
        assertTrue(tiny.contains("val_annotations.txt of Tiny ImageNet, found none"), tiny);
        assertTrue(tiny.contains("tiny-imagenet-200.zip from http://cs231n.stanford.edu"), tiny);
        assertEquals(
                "paper: Tiny ImageNet: expected a folder by --data FOLDER, got none",
                last(said("vgg16-tinyimagenet-before"), 2).lines().findFirst().orElse(""));
    }

    @Test
    void filesThatAreNotAllThereAreSaidToShortenTheLine(@TempDir Path folder) {
        GeneratedFiles.write(PaperData.CIFAR10, folder);
        String said = said(
                "vgg11-cifar10-after",
                "--data",
                folder.toString(),
                "--width",
                "0.02",
                "--estimate",
                "--out",
                "" + folder);
        assertTrue(
                said.contains(
                        "\npaper: shortened: files of only 120 of 50,000 training images; every layer with 0.02 of its"
                                + " nodes\n"),
                said);
    }

    private static String last(String text, int lines) {
        List<String> all = text.lines().toList();
        return String.join("\n", all.subList(all.size() - lines, all.size()));
    }

    @Test
    void whatDoesNotFitIsSaidBeforeItBegins(@TempDir Path folder) {
        PaperEstimate large = new PaperEstimate(1, 1, 1L << 60, 0);
        String memory = message(() -> large.require("line", folder));
        assertTrue(
                memory.startsWith("line: expected 1152921504.61 GB of memory where networks run, got ")
                        && memory.endsWith(", or a narrower network by --width"),
                memory);
        PaperEstimate wide = new PaperEstimate(1, 1, 0, 1L << 60);
        String refusal = message(() -> wide.require("line", folder));
        assertTrue(
                refusal.startsWith("line: expected 1152921504.61 GB of disk for networks and checkpoints in " + folder)
                        && refusal.endsWith("; choose another folder by --out"),
                refusal);
    }

    private static String message(Runnable call) {
        return org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, call::run)
                .getMessage();
    }

    @Test
    void generatedFilesHaveThePublishedLayoutsAndSizes(@TempDir Path folder) {
        for (PaperData data : PaperData.values()) {
            GeneratedFiles.write(data, folder);
            var read = data.load(Optional.of(folder), true);
            assertEquals(data.side(), read.train().height(), data.toString());
            assertTrue(read.train().size() >= 20 && read.test().size() >= 4, data.toString());
        }
    }
}
