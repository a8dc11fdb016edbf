package org.mipp.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.Leaves;
import org.mipp.capture.moments.MomentsAccumulator;
import org.mipp.capture.moments.Positions;
import org.mipp.capture.moments.Reading;
import org.mipp.data.Images;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.structure.Architecture;
import org.mipp.network.zoo.ResNet;
import org.mipp.run.progress.Progress;

/** What does not fit at once goes layer by layer, and nothing else changes. */
class CapturePassesTest {

    private static final Network NETWORK = Examples.lenet().network();
    private static final Images IMAGES = Examples.digits().train().first(60);
    private static final Architecture LARGE = ResNet.of(18, 1000);

    @Test
    void severalPassesCaptureTheSameToTheLastBit() {
        CaptureOptions options = CaptureOptions.DEFAULT.leaf(30).convolutionRows(300);
        Activations once = Capture.of(NETWORK, IMAGES, options);
        Activations byTurns = Capture.within(NETWORK, IMAGES, options, 0);
        ShardsTest.assertSame(once, byTurns, "every map in a pass of its own");
    }

    @Test
    void thePlanTakesAsManyPassesAsTheMemoryAsksFor() {
        CapturePlan roomy = plan(1L << 40);
        assertEquals(1, roomy.passes().size());
        long sums = readings().stream()
                .mapToLong(reading -> MomentsAccumulator.bytes(reading.columns()))
                .sum();
        long work = roomy.need().device() - sums;
        assertEquals(
                4L * LARGE.parameterCount() + BatchMemory.bytes(LARGE, leaves().batch()) + MomentsAccumulator.TRANSIENT,
                work);
        CapturePlan tight = plan((work + sums / 2) * 10 / 9 + 10);
        int passes = tight.passes().size();
        assertTrue(passes >= 2, "passes: " + passes);
        assertEquals(readings(), tight.passes().stream().flatMap(List::stream).toList(), "every map once, in order");
        assertTrue(tight.need().device() <= work + sums / 2 + 10);
        assertTrue(
                tight.need()
                        .toString()
                        .endsWith(", in " + passes + " passes, layers by turns: up to " + passes + " times as long"),
                tight.need().toString());
    }

    @Test
    void whatDoesNotFitEvenByTurnsIsRefusedWithTheNumbers() {
        Architecture larger = ResNet.of(50, 1000);
        String message = assertThrows(IllegalArgumentException.class, () -> plan(larger, 260_000_000))
                .getMessage();
        assertTrue(message.startsWith("capture of ResNet-50: expected 0."), message);
        assertTrue(
                message.endsWith(
                        " GB of memory outside the Java heap, got 0.26 GB free, even with layers by turns; close"
                                + " other programs, take a machine with more memory, or select without that layer: acts.only(...)"),
                message);
        MemoryNeed heap = new MemoryNeed("selection", Long.MAX_VALUE / 4, 0, 0, 1);
        message = assertThrows(IllegalArgumentException.class, () -> heap.require(0))
                .getMessage();
        assertTrue(message.startsWith("selection: expected 2305843009.21 GB of Java heap, got "), message);
        assertTrue(
                message.endsWith(
                        "kernel-config/run lab --heap 4g, or Java with -Xmx4g, or select without that layer: acts.only(...)"),
                message);
        MemoryNeed disk = new MemoryNeed("capture", 0, 0, Long.MAX_VALUE / 4, 1);
        message = assertThrows(IllegalArgumentException.class, () -> disk.require(0))
                .getMessage();
        assertTrue(
                message.startsWith("capture: expected room for 2305843009213693951 bytes in the folder for"), message);
    }

    @Test
    void whatIsMuchIsSaidBeforeTheCallBegins() {
        List<Progress.State> shown = new ArrayList<>();
        Progress.showOn(shown::add);
        AtomicLong clock = new AtomicLong();
        try (Progress progress = Progress.of("capturing", 2, () -> clock.addAndGet(10_000_000_000L))) {
            new MemoryNeed("capture", 1_000_000, 250_000_000, 0, 1).say(progress);
            assertEquals(List.of(), shown, "little");
            new MemoryNeed("capture", 0, 1_000_000_000, 0, 1).say(progress);
        } finally {
            Progress.showOn(Progress.NOTHING);
        }
        assertEquals(0, shown.get(0).done());
        assertTrue(
                shown.get(0).detail().startsWith("takes 0 MB of "), shown.get(0).detail());
        assertTrue(
                shown.get(0).detail().contains(" heap and 1.00 GB of "),
                shown.get(0).detail());
    }

    @Test
    void largeMomentsGoIntoFewLeavesAndSmallOnesIntoTwentyAndFiveParts() {
        assertEquals(
                new Leaves(10_000, 250, 500, 5),
                Leaves.of(NETWORK.architecture(), small(), 10_000, CaptureOptions.DEFAULT));
        Leaves large = leaves();
        assertEquals(1, large.parts());
        long bytes = readings().stream()
                .flatMapToLong(reading -> LongStream.of(SecondMoments.bytes(reading.columns())))
                .sum();
        assertTrue(large.count() <= (4L << 30) / bytes, large.toString());
        assertEquals(
                7,
                Leaves.of(LARGE, readings(), 10_000, CaptureOptions.DEFAULT.parts(7))
                        .parts());
    }

    @Test
    void positionsDependOnSeedMapAndImageAlone() {
        long drawn = new Positions(1, "conv1").of(5).nextLong();
        assertEquals(drawn, new Positions(1, "conv1").of(5).nextLong());
        assertNotEquals(drawn, new Positions(2, "conv1").of(5).nextLong());
        assertNotEquals(drawn, new Positions(1, "conv2").of(5).nextLong());
        assertNotEquals(drawn, new Positions(1, "conv1").of(6).nextLong());
    }

    /** Two images in a batch, and the second by itself as the first of a batch that begins with it. */
    @Test
    void anImageIsLookedAtInTheSamePlacesWhereverItComes() {
        CaptureOptions options = CaptureOptions.DEFAULT.convolutionRows(2 * 40);
        SecondMoments together = first(Capture.of(NETWORK, IMAGES.range(0, 2), options.leaf(2)));
        SecondMoments apart =
                first(Capture.of(NETWORK, IMAGES.range(0, 2), options.leaf(1).parts(1)));
        assertEquals(together.samples(), apart.samples());
        for (int i = 0; i < together.inputs(); i++) {
            assertEquals(together.mean()[i], apart.mean()[i], 1e-12);
            assertEquals(together.covariance(i, 3), apart.covariance(i, 3), 1e-12);
        }
    }

    private static SecondMoments first(Activations captured) {
        return captured.layers().get(0).links().get(0).moments();
    }

    private static List<Reading> small() {
        return readings(NETWORK.architecture());
    }

    private static List<Reading> readings() {
        return readings(LARGE);
    }

    private static List<Reading> readings(Architecture architecture) {
        return architecture.prunable().stream()
                .flatMap(layer -> layer.readers().stream().map(reader -> Reading.of(layer, reader, architecture)))
                .toList();
    }

    private static Leaves leaves() {
        return leaves(LARGE);
    }

    private static Leaves leaves(Architecture architecture) {
        return Leaves.of(architecture, readings(architecture), 10_000, CaptureOptions.DEFAULT);
    }

    private static CapturePlan plan(long free) {
        return plan(LARGE, free);
    }

    private static CapturePlan plan(Architecture architecture, long free) {
        return CapturePlan.of(architecture, readings(architecture), leaves(architecture), 1, free);
    }
}
