package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.data.Dataset;
import org.mipp.data.ImageShape;
import org.mipp.data.ImageSource;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.Dropout;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.operation.Relu;
import org.mipp.network.structure.ArchitectureBuilder;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.weights.Weights;
import org.mipp.network.weights.WeightsFile;
import org.mipp.training.loss.TrainingLoss;

/** Trainings that are stopped, killed or run into a full disk, and go on to the network that they would have come to. */
class CheckpointTest {

    private static final int KILLED = 9;
    private static final int LARGE = 200_000; // nodes, so that writing takes a while
    private static final Images IMAGES = images();
    private static final TrainingPlan PLAN =
            TrainingPlan.epochs(3).batchSize(8).mirrored().warmUp(0.1).cosine().seed(4);

    @TempDir
    private Path folder;

    private static Images images() {
        Random random = new Random(1);
        byte[] pixels = new byte[12 * 60];
        random.nextBytes(pixels);
        return new Images("noise", 1, 3, 4, 2, pixels, random.ints(60, 0, 2).toArray());
    }

    /** With everything that has a state: running statistics, dropout, an optimiser's memory. */
    private static Network network(int width) {
        return Initialisation.of(
                new ArchitectureBuilder("stateful", new Shape(1, 3, 4))
                        .then("norm", new BatchNorm(1))
                        .then("flat", new Flatten())
                        .then("a", new FullyConnected(12, width))
                        .then("relu", new Relu())
                        .then("drop", new Dropout(0.3f))
                        .then("b", new FullyConnected(width, 2))
                        .build(),
                1);
    }

    private static Network start() {
        return network(16);
    }

    /** The same images, of which one stops the training when it is read for the nth time in all. */
    private record Stopping(Thread thread, AtomicInteger left) implements ImageSource {
        @Override
        public int size() {
            return IMAGES.size();
        }

        @Override
        public ImageShape shape() {
            return IMAGES.shape();
        }

        @Override
        public int classes() {
            return IMAGES.classes();
        }

        @Override
        public boolean labelled() {
            return true;
        }

        @Override
        public int label(int image) {
            return IMAGES.label(image);
        }

        @Override
        public void read(int image, byte[] to, int offset) {
            IMAGES.read(image, to, offset);
            if (left.decrementAndGet() == 0) {
                thread.interrupt();
            }
        }
    }

    private static Dataset data(Images train) {
        return new Dataset("noise", train, IMAGES);
    }

    private static void stopAfter(int reads, TrainingPlan plan) {
        Images stopping = new Images("noise", new Stopping(Thread.currentThread(), new AtomicInteger(reads)));
        assertThrows(CancellationException.class, () -> Training.train(start(), data(stopping), plan));
    }

    private Path file() {
        return folder.resolve("net.safetensors");
    }

    @Test
    void aTrainingThatIsStoppedAgainAndAgainComesToTheSameNetworkBitByBit() {
        int looked = 2 * IMAGES.size(); // by the check that the images are the same
        for (TrainingPlan plan : List.of(PLAN, PLAN.sgd(0.9, 1e-3).learningRate(0.05))) {
            TrainedNetwork whole = Training.train(start(), data(IMAGES), plan);
            Path file = folder.resolve(plan.optimiser().getClass().getSimpleName() + ".safetensors");
            for (int reads : new int[] {9, 70, 40}) { // in the first epoch, in the next ones, and again
                stopAfter(looked + reads, plan.resumeFrom(file));
            }
            TrainedNetwork resumed = Training.train(start(), data(IMAGES), plan.resumeFrom(file));
            assertEquals(whole.network(), resumed.network());
            assertEquals(whole.curve(), resumed.curve());
            assertEquals(plan, resumed.plan(), "where a training is kept is no part of what it comes to");
        }
    }

    @Test
    void aTrainingOnOutputsGoesOnToo() {
        TrainingPlan plan = PLAN.loss(TrainingLoss.Outputs.of(network(5)));
        TrainedNetwork whole = Training.train(start(), data(IMAGES), plan);
        stopAfter(2 * IMAGES.size() + 80, plan.resumeFrom(file()));
        assertEquals(
                whole.network(),
                Training.train(start(), data(IMAGES), plan.resumeFrom(file())).network());
    }

    @Test
    void whatIsFinishedIsReadAndNotTrainedAgain() throws IOException {
        TrainingPlan plan = PLAN.resumeFrom(file());
        TrainedNetwork first = Training.train(start(), data(IMAGES), plan);
        byte[] before = Files.readAllBytes(file());
        TrainedNetwork again = Training.train(start(), data(IMAGES), plan);
        assertEquals(first.network(), again.network());
        assertEquals(first.curve(), again.curve());
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    /** Trains a network with much to write and kills itself in the midst of its third checkpoint; {@code file}. */
    static final class Killed {
        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            Thread killer = new Thread(() -> {
                int seen = 0;
                String last = "";
                while (true) {
                    String part = part(file.getParent());
                    seen += !part.isEmpty() && !part.equals(last) ? 1 : 0;
                    last = part.isEmpty() ? last : part;
                    if (seen == 3) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                }
            });
            killer.setDaemon(true);
            killer.start();
            Training.train(network(LARGE), data(IMAGES), PLAN.resumeFrom(file));
        }
    }

    /** The name of a file that is being written; empty if there is none. */
    private static String part(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".part"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aKillInTheMidstOfACheckpointLeavesTheOneBefore() throws Exception {
        Process process = new ProcessBuilder(java(Killed.class, file().toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(KILLED, process.waitFor());
        assertTrue(part(folder).endsWith(".part"), "killed while it was written");
        assertEquals("8", WeightsFile.read(file()).metadata().get("mipp.steps"), "after the first epoch");
        Network whole = Training.train(network(LARGE), data(IMAGES), PLAN).network();
        assertEquals(
                whole,
                Training.train(network(LARGE), data(IMAGES), PLAN.resumeFrom(file()))
                        .network());
    }

    /** On a full disk; {@code disk}. */
    static final class OnAFullDisk {
        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0], "net.safetensors");
            TrainingPlan plan = PLAN.resumeFrom(file);
            stopAfter(2 * IMAGES.size() + 80, plan);
            byte[] before = Files.readAllBytes(file);
            Path filler = Path.of(arguments[0], "filler");
            assertThrows(IOException.class, () -> Files.write(filler, new byte[1 << 20]));
            System.out.println(
                    assertThrows(UncheckedIOException.class, () -> Training.train(start(), data(IMAGES), plan)));
            assertArrayEquals(before, Files.readAllBytes(file), "nothing is lost");
            Files.delete(filler);
            assertEquals(
                    Training.train(start(), data(IMAGES), PLAN).network(),
                    Training.train(start(), data(IMAGES), plan).network());
            System.out.println("went on");
        }
    }

    @Test
    void aFullDiskLeavesTheLastCheckpointAndWithRoomTheSameCallGoesOn() throws Exception {
        String mount = "mount -t tmpfs -o size=64k tmpfs \"$0\"";
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "a system that can mount a disk for one process");
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
        List<String> probe = new ArrayList<>(command);
        probe.addAll(List.of(mount, folder.toString()));
        assumeTrue(new ProcessBuilder(probe).start().waitFor() == 0, "a user who may");
        command.addAll(List.of(mount + " && exec \"$@\"", folder.toString()));
        command.addAll(java(OnAFullDisk.class, folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("cannot write " + folder.resolve("net.safetensors")), said);
        assertTrue(said.contains("went on"), said);
    }

    private static List<String> java(Class<?> program, String argument) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                argument);
    }

    private String refusal(Network start, Images images, TrainingPlan plan) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> Training.train(start, data(images), plan.resumeFrom(file())))
                .getMessage();
    }

    @Test
    void anotherTrainingsCheckpointIsRefusedByName() {
        Training.train(start(), data(IMAGES), PLAN.resumeFrom(file()));
        for (String message : List.of(
                refusal(start(), IMAGES, PLAN.seed(5)),
                refusal(network(17), IMAGES, PLAN),
                refusal(start(), IMAGES.first(59), PLAN))) {
            assertTrue(message.startsWith(file() + ": expected the checkpoint of 'stateful "), message);
            assertTrue(message.endsWith("'; choose another name, or delete the file to start anew"), message);
        }
        assertNotEquals(start().fingerprint(), network(17).fingerprint());
    }

    @Test
    void whatIsNoCheckpointOrADamagedOneIsRefused() throws IOException {
        NetworkFile.save(file(), start());
        assertEquals(
                file() + ": expected a training's checkpoint, got another file; choose another name",
                refusal(start(), IMAGES, PLAN));
        Files.delete(file());
        Training.train(start(), data(IMAGES), PLAN.resumeFrom(file()));
        Weights good = WeightsFile.read(file());
        Map<String, String> about = new LinkedHashMap<>(good.metadata());
        about.put("mipp.steps", "many");
        WeightsFile.write(file(), new Weights(good.tensors(), about));
        assertEquals(
                file()
                        + ": expected a whole checkpoint, got a damaged one (For input string: \"many\"); delete the file to"
                        + " start anew",
                refusal(start(), IMAGES, PLAN));
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 10));
        assertTrue(refusal(start(), IMAGES, PLAN).startsWith(file() + ": "));
    }

    @Test
    void aNameWithoutItsEndingAndAPlaceThatIsNotThereAreRefusedBeforeTheFirstStep() {
        assertEquals(
                "checkpoint: expected a name that ends in .safetensors, got net.ckpt; add it",
                assertThrows(IllegalArgumentException.class, () -> PLAN.resumeFrom(Path.of("net.ckpt")))
                        .getMessage());
        TrainingPlan nowhere = PLAN.resumeFrom(folder.resolve("no/net.safetensors"));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Training.train(start(), data(IMAGES), nowhere))
                .getMessage();
        assertTrue(
                message.endsWith("expected the name of a file in a folder that exists; create the folder first"),
                message);
    }
}
