package org.mipp.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Budgets;
import org.mipp.Examples;
import org.mipp.Methods;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainingPlan;

/** An experiment that is kept in a folder: what is taken over, and what is refused. */
class ExperimentFolderTest {

    private static final Dataset DIGITS = Examples.digits().first(1500, 500);
    private static final Network NEW = Networks.mlp(DIGITS, 24, 12);
    private static final TrainingPlan SHORT =
            TrainingPlan.epochs(1).batchSize(32).learningRate(0.003);

    private static Experiment experiment(Network network, Dataset data) {
        return Experiment.of(network, data)
                .methods(Methods.mipp(), Methods.l1Norm(), Methods.random(7))
                .budgets(Budgets.keep(0.25))
                .seeds(1)
                .training(SHORT)
                .retraining(SHORT)
                .images(500);
    }

    private static Experiment experiment() {
        return experiment(NEW, DIGITS);
    }

    @Test
    void finishedRunsAreNotRepeatedAndMoreMayBeAdded(@TempDir Path folder) throws IOException {
        Experiment small = experiment().resumeFrom(folder);
        ExperimentResult first = small.run();
        Map<Path, String> before = contents(folder);
        assertEquals(first, small.run());
        assertEquals(before, contents(folder));
        ExperimentResult more = small.methods(Methods.mipp(), Methods.l1Norm(), Methods.random(7), Methods.l2Norm())
                .run();
        assertEquals(first.runs().get(2), more.runs().get(2));
        assertEquals(5, more.runs().size());
    }

    private static Map<Path, String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .collect(Collectors.toMap(Function.identity(), file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
        }
    }

    @Test
    void aFolderOfAnotherExperimentIsRefusedAndLeftAsItIs(@TempDir Path folder) throws IOException {
        Experiment small = experiment().resumeFrom(folder);
        small.run();
        List<String> before = names(folder);
        Experiment other = small.images(400).budgets(Budgets.keep(0.5));
        assertRefused(
                ".jsonl, line 1: these are an experiment's runs with other settings, protocol.images: expected 400, got 500;"
                        + " choose another file or folder",
                other);
        assertEquals(before, names(folder));
    }

    @Test
    void aFolderOfAnEarlierVersionIsRefusedAndLeftAsItIs(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("seed-0-whole.jsonl");
        for (String title : List.of(
                "experiment 1 | new mlp of 19222 parameters and 19176 MACs",
                "{\"ledger\":\"an experiment's runs\",\"version\":2,\"of\":\"experiment 1 | new mlp\"}")) {
            Files.writeString(file, title + "\n");
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> experiment().resumeFrom(folder).run())
                    .getMessage();
            assertTrue(message.startsWith(file + ", line 1: expected ") && message.contains("version"), message);
            assertTrue(message.contains("choose another file"), message);
            assertEquals(List.of(file.toString()), names(folder));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void anInterruptKeepsWhatIsFinished(@TempDir Path folder) {
        Experiment small = experiment().resumeFrom(folder);
        Experiment interrupted = small.methods(Methods.mipp(), new Interrupting(), Methods.random(7));
        assertThrows(CancellationException.class, interrupted::run);
        Thread.interrupted();
        List<PruningRun> finished = new RunFolder(folder, RunKeys.of(small))
                .read("seed 0 " + Budgets.keep(0.25).key()).stream()
                        .map(RunLine::run)
                        .toList();
        assertEquals(List.of("MIPP"), finished.stream().map(PruningRun::method).toList());
        assertEquals(finished.get(0), small.run().runs().get(0));
    }

    /** Behaves as if the user had interrupted the cell while it selects. */
    private record Interrupting() implements SelectionMethod {
        @Override
        public String name() {
            return "interrupting";
        }

        @Override
        public Optional<SettingsKey> key() {
            return Optional.of(SettingsKey.of("interrupting", 1));
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            Thread.currentThread().interrupt();
            return Methods.l1Norm().select(activations, budget);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "no folder");
        Exception refused = assertThrows(
                UncheckedIOException.class, () -> experiment().resumeFrom(file).run());
        assertTrue(refused.getMessage().contains("a file"), refused::getMessage);
    }

    @Test
    void otherImagesOfTheSameNameAndNumberAreRefused(@TempDir Path folder) {
        experiment().resumeFrom(folder).run();
        Dataset other = new Dataset(
                DIGITS.name(),
                DIGITS.train()
                        .withPixels(
                                DIGITS.train().name(), negative(DIGITS.train().pixels())),
                DIGITS.test());
        assertEquals(DIGITS.toString(), other.toString());
        assertRefused(
                "with other settings, data: expected ", experiment(NEW, other).resumeFrom(folder));
        assertEquals(4, experiment().resumeFrom(folder).run().runs().size());
    }

    private static byte[] negative(ByteBuffer pixels) {
        byte[] bytes = new byte[pixels.remaining()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ~pixels.get(i);
        }
        return bytes;
    }

    /** Of the same name and size, but with other dropout. */
    @Test
    void anotherNewNetworkOfTheSameNameAndSizeIsRefused(@TempDir Path folder) {
        experiment(perceptron(0.1f), DIGITS).resumeFrom(folder).run();
        assertRefused(
                "with other settings, network.layers[3].operation.rate: expected 0.2, got 0.1; choose",
                experiment(perceptron(0.2f), DIGITS).resumeFrom(folder));
    }

    private static Network perceptron(float dropout) {
        return Initialisation.of(
                new ArchitectureBuilder("perceptron", new Shape(1, 28, 28))
                        .then("flat", new Flatten())
                        .then("a", new FullyConnected(784, 16))
                        .then("relu", new Relu())
                        .then("dropout", new Dropout(dropout))
                        .then("b", new FullyConnected(16, 10))
                        .build(),
                0);
    }

    /** The network from scratch has the widths of the first method, which a folder's runs do not name. */
    @Test
    void anotherFirstMethodIsRefusedWhereOthersFollowItsWidths(@TempDir Path folder, @TempDir Path free) {
        Experiment mippFirst = experiment().methods(Methods.mipp(), Methods.l1Norm());
        Experiment normFirst = experiment().methods(Methods.l1Norm(), Methods.mipp());
        mippFirst.resumeFrom(folder).run();
        assertRefused(
                "the first method of the runs that are there is another one, is: expected",
                normFirst.resumeFrom(folder));
        ExperimentResult one = mippFirst.withoutScratch().resumeFrom(free).run();
        ExperimentResult other = normFirst.withoutScratch().resumeFrom(free).run();
        assertEquals(one.runs().get(0), other.runs().get(1), "each by itself: the order does not matter");
    }

    @Test
    void seedsOfOppositeSignsAreDifferentRuns(@TempDir Path folder) {
        ExperimentResult result = experiment()
                .methods(Methods.l1Norm())
                .withoutScratch()
                .seeds(1, -1)
                .resumeFrom(folder)
                .run();
        assertEquals(
                List.of(1L, -1L), result.runs().stream().map(PruningRun::seed).toList());
        assertNotEquals(result.runs().get(0).treated(), result.runs().get(1).treated());
    }

    /** A method of a cell, with a lambda: Java calls it otherwise in every process. */
    private record OfACell(Optional<SettingsKey> key, ToDoubleFunction<String> score) implements SelectionMethod {
        @Override
        public String name() {
            return "mine";
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            return Methods.l1Norm().select(activations, budget);
        }
    }

    private static Experiment ofACell(Optional<SettingsKey> key) {
        return experiment().methods(Methods.mipp(), new OfACell(key, node -> 1));
    }

    @Test
    void aMethodOfYoursIsKnownByTheKeyThatYouGiveIt(@TempDir Path folder) throws IOException {
        Optional<SettingsKey> key = Optional.of(SettingsKey.of("mine", 1));
        ofACell(key).resumeFrom(folder).run();
        Map<Path, String> before = contents(folder);
        ofACell(key).resumeFrom(folder).run();
        assertEquals(before, contents(folder));
        ofACell(Optional.of(SettingsKey.of("mine", 2))).resumeFrom(folder).run();
        assertNotEquals(before, contents(folder), "another version runs again");
    }

    @Test
    void aMethodWithoutAKeyIsRefusedWhereItsRunsAreKeptAndRunsWhereTheyAreNot(@TempDir Path folder) throws IOException {
        assertRefused(
                "mine: expected a method with a key, by which the folder knows its runs again, got one without; add"
                        + " Optional<SettingsKey> key() { return Optional.of(SettingsKey.of(\"mine\", 1)); } to it, name its"
                        + " estimator, or leave out resumeFrom(...)",
                ofACell(Optional.empty()).resumeFrom(folder));
        assertEquals(List.of(), names(folder));
        assertEquals(3, ofACell(Optional.empty()).run().runs().size());
    }

    @Test
    void twoMethodsOfOneKeyAreRefused(@TempDir Path folder) {
        assertRefused(
                "mine: expected a key of its own, got that of MIPP; give it another word or another version",
                ofACell(Methods.mipp().key()).resumeFrom(folder));
    }

    private static void assertRefused(String part, Experiment experiment) {
        String message =
                assertThrows(IllegalArgumentException.class, experiment::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
