package org.mipp.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Examples;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.shard.Shard;
import org.mipp.data.Images;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.run.progress.Workers;

class ShardsTest {

    private static final Network NETWORK = Examples.lenet().network();
    private static final Images IMAGES = Examples.digits().train().first(120);
    private static final CaptureOptions OPTIONS =
            CaptureOptions.DEFAULT.leaf(20).convolutionRows(500).sampleRows(30);

    @TempDir
    private Path folder;

    @Test
    void anySplitMakesTheSameMomentsToTheLastBit() {
        Activations whole = Capture.of(NETWORK, IMAGES, OPTIONS);
        assertSame(whole, ShardMerge.of(shards(OPTIONS, 1)));
        assertSame(whole, ShardMerge.of(shards(OPTIONS, 4)), "six leaves on four shards");
        List<Path> backwards = new ArrayList<>(shards(OPTIONS, 6));
        Collections.reverse(backwards);
        assertSame(whole, ShardMerge.of(backwards), "in whatever order they are named");
    }

    @Test
    void leavesOfAnotherSizeChangeTheMomentsByRoundingOnly() {
        SecondMoments whole = moments(Capture.of(NETWORK, IMAGES, OPTIONS), 1, 0);
        SecondMoments other = moments(Capture.of(NETWORK, IMAGES, OPTIONS.leaf(120)), 1, 0);
        for (int i = 0; i < whole.inputs(); i++) {
            double scale = Math.sqrt(whole.covariance(i, i) * whole.covariance(7, 7));
            assertEquals(whole.covariance(i, 7), other.covariance(i, 7), 1e-9 * (scale + 1e-9));
        }
    }

    @Test
    void workersLeaveTheirShardsInAFolderAndGoOnWhereOthersStopped() {
        Capture.shard(NETWORK, IMAGES, OPTIONS, shard(2, 3).to(folder.resolve("shard-2-of-3.mipp")));
        Activations made = ShardedCapture.of(NETWORK, IMAGES, OPTIONS, 3, folder, Workers.oneByOne());
        assertSame(Capture.of(NETWORK, IMAGES, OPTIONS), made);
        assertEquals(IMAGES, made.images());
        Network other = Examples.with(NETWORK, "conv1.weight", 0, 1);
        assertEquals(
                "shards: expected those of LeNet5 in " + folder + ", got those of other weights; choose another folder",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ShardedCapture.of(other, IMAGES, OPTIONS, 3, folder, Workers.oneByOne()))
                        .getMessage());
        Path nothing = folder.resolve("nothing");
        assertEquals(
                "shards: expected a folder that exists, found none at " + nothing + "; make it",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ShardedCapture.of(NETWORK, IMAGES, OPTIONS, 3, nothing, Workers.oneByOne()))
                        .getMessage());
    }

    @Test
    void imagesTravelWithTheShards() {
        Activations merged = ShardMerge.of(shards(OPTIONS, 3));
        assertEquals(120, merged.images().size());
        assertEquals(120, merged.provenance().samples());
        assertArrayEquals(IMAGES.labels(), merged.images().labels());
        assertEquals(IMAGES.pixels(), merged.images().pixels());
        assertEquals(NETWORK.fingerprint(), merged.stage().network().fingerprint());
    }

    @Test
    void missingAndDoubledShardsAreNamed() {
        List<Path> all = shards(OPTIONS, 4);
        assertEquals("merge: expected all 4 shards, got 2; missing: [2, 4]", refusal(List.of(all.get(0), all.get(2))));
        assertEquals(
                "merge: expected every shard once, got shard 3 twice, in " + all.get(2) + " and " + all.get(2)
                        + "; leave one out",
                refusal(List.of(all.get(0), all.get(2), all.get(2), all.get(3))));
        assertEquals("merge: expected the files of all shards of a capture, got none", refusal(List.of()));
    }

    @Test
    void foreignShardsAreNamed() throws IOException {
        Path one = shards(OPTIONS, 2).get(0);
        Path of = folder.resolve("another");
        Files.createDirectory(of);
        Path seed = Capture.shard(NETWORK, IMAGES, OPTIONS.seed(1), shard(2, 2).to(of.resolve("seed")))
                .file();
        String message = refusal(List.of(one, seed));
        assertTrue(
                message.startsWith(
                        "merge: " + seed + " is no shard of the same capture as " + one + ": expected one of"),
                message);
        assertTrue(message.contains("seed=1"), message);
        Path images = Capture.shard(
                        NETWORK, IMAGES.range(0, 100), OPTIONS, shard(2, 2).to(of.resolve("images")))
                .file();
        assertTrue(refusal(List.of(one, images)).contains("120 of 1 x 28 x 28"), refusal(List.of(one, images)));
        Path text = Files.writeString(of.resolve("text"), "no shard at all");
        assertEquals(text + ": expected the file of a shard, got something else", refusal(List.of(one, text)));
        Path nothing = of.resolve("nothing");
        assertEquals("merge: expected the file of a shard, found none at " + nothing, refusal(List.of(nothing)));
    }

    @Test
    void aShardThatEndsEarlyIsNamed() throws IOException {
        List<Path> all = shards(OPTIONS, 2);
        byte[] bytes = Files.readAllBytes(all.get(1));
        for (int length : new int[] {6, 60, bytes.length / 2, bytes.length - 1}) {
            Files.write(all.get(1), Arrays.copyOf(bytes, length));
            assertEquals(
                    all.get(1) + ": expected a whole shard, got one that ends early; capture it again", refusal(all));
        }
    }

    @Test
    void moreShardsThanLeavesAreRefusedWithTheRemedy() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Capture.shard(NETWORK, IMAGES, OPTIONS, shard(1, 10)))
                .getMessage();
        assertEquals(
                "shard: expected at most 6 shards of 120 images, one for each leaf of 20, got 10; make leaves smaller, in all"
                        + " shards alike: CaptureOptions.DEFAULT.leaf(12)",
                message);
        assertEquals(
                "shard: expected one of 1 to 4, got 5",
                assertThrows(IllegalArgumentException.class, () -> shard(5, 4)).getMessage());
        assertEquals(
                "shard: expected one of 1 to 4, got 0",
                assertThrows(IllegalArgumentException.class, () -> shard(0, 4)).getMessage());
    }

    @Test
    void anInterruptLeavesNoFile() throws IOException {
        Thread.currentThread().interrupt();
        assertThrows(
                CancellationException.class,
                () -> Capture.shard(NETWORK, IMAGES, OPTIONS, shard(1, 2).to(folder.resolve("one"))));
        assertFalse(Thread.interrupted());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private static Shard shard(int number, int of) {
        return org.mipp.Shards.shard(number, of);
    }

    private List<Path> shards(CaptureOptions options, int of) {
        List<Path> files = new ArrayList<>();
        for (int number = 1; number <= of; number++) {
            Path file = folder.resolve(number + " of " + of);
            files.add(Capture.shard(NETWORK, IMAGES, options, shard(number, of).to(file))
                    .file());
        }
        return files;
    }

    private static String refusal(List<Path> files) {
        return assertThrows(IllegalArgumentException.class, () -> ShardMerge.of(files))
                .getMessage();
    }

    private static void assertSame(Activations expected, Activations got) {
        assertSame(expected, got, "");
    }

    static void assertSame(Activations expected, Activations got, String why) {
        for (int layer = 0; layer < expected.layers().size(); layer++) {
            LayerActivations own = expected.layers().get(layer);
            LayerActivations its = got.layers().get(layer);
            assertArrayEquals(own.activations().toArray(), its.activations().toArray(), why);
            for (int link = 0; link < own.links().size(); link++) {
                List<SecondMoments> parts = own.links().get(link).parts();
                assertEquals(parts.size(), its.links().get(link).parts().size(), why);
                for (int part = 0; part < parts.size(); part++) {
                    assertSame(parts.get(part), its.links().get(link).parts().get(part), why);
                }
                assertEquals(
                        own.links()
                                .get(link)
                                .sample()
                                .map(sample -> List.of(boxed(sample.inputs().toArray()))),
                        its.links()
                                .get(link)
                                .sample()
                                .map(sample -> List.of(boxed(sample.inputs().toArray()))),
                        why);
            }
        }
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static void assertSame(SecondMoments expected, SecondMoments got, String why) {
        assertEquals(expected.samples(), got.samples(), why);
        assertEquals(expected.independentSamples(), got.independentSamples(), why);
        assertArrayEquals(expected.mean(), got.mean(), why);
        int d = expected.mean().length;
        double[] own = new double[d];
        double[] its = new double[d];
        for (int row = 0; row < d; row++) {
            expected.readScatter(row, own);
            got.readScatter(row, its);
            assertArrayEquals(own, its, why);
        }
    }

    private static SecondMoments moments(Activations captured, int layer, int link) {
        return captured.layers().get(layer).links().get(link).moments();
    }
}
