package org.mipp.capture;

import static org.mipp.run.Checks.argument;

import java.util.Locale;
import org.mipp.network.engine.FreeMemory;
import org.mipp.run.ScratchFile;
import org.mipp.run.progress.Progress;

/**
 * How much memory a call takes, about, said before it begins.
 *
 * @param what the call
 * @param heap bytes of the Java heap
 * @param device bytes outside of it, where the network runs
 * @param disk bytes in temporary files
 * @param passes over the images: so many that they take no more than this at a time
 */
public record MemoryNeed(String what, long heap, long device, long disk, int passes) {

    private static final long SMALL = 500_000_000; // not worth a word
    private static final long SMALL_HEAP = 100_000_000;

    /**
     * Refuses what does not fit; what takes little is not asked, for it is estimated with a wide margin.
     *
     * @param free bytes outside the Java heap that there are
     * @return this need
     * @throws IllegalArgumentException if heap, device or disk have less, with the numbers
     */
    public MemoryNeed require(long free) {
        argument(
                device <= Math.max(free, SMALL),
                "%s: expected %s of memory outside the Java heap, got %s free, even with layers by turns; close other"
                        + " programs, take a machine with more memory, or select without that layer: acts.only(...)",
                what,
                gigabytes(device),
                gigabytes(free));
        argument(
                heap <= SMALL_HEAP || FreeMemory.heapHas(heap),
                "%s: expected %s of Java heap, got %s free of %s; start the kernel with more, as by kernel-config/run lab --heap 4g,"
                        + " or Java with -Xmx4g, or select without that layer: acts.only(...)",
                what,
                gigabytes(heap),
                gigabytes(FreeMemory.heap()),
                gigabytes(Runtime.getRuntime().maxMemory()));
        ScratchFile.requireRoom(what, disk);
        return this;
    }

    /**
     * Refuses what does not fit into what this machine has left.
     *
     * @return this need
     * @throws IllegalArgumentException if heap, memory outside of it or disk have less, with the numbers
     */
    public MemoryNeed requireHere() {
        return require(FreeMemory.host());
    }

    /**
     * Says it where progress is shown, unless it is little.
     *
     * @param progress of the call, before its first unit
     */
    public void say(Progress progress) {
        if (heap + device + disk >= SMALL) {
            progress.advance(0, toString());
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "takes %s of %s heap and %s of %s outside%s%s",
                gigabytes(heap),
                gigabytes(FreeMemory.heap()),
                gigabytes(device),
                gigabytes(FreeMemory.bytes()),
                disk > 0 ? ", " + gigabytes(disk) + " in temporary files" : "",
                passes > 1 ? ", in " + passes + " passes, layers by turns: up to " + passes + " times as long" : "");
    }

    /**
     * Writes a number of bytes.
     *
     * @param bytes how many
     * @return in gigabytes, or in megabytes where they are few
     */
    public static String gigabytes(long bytes) {
        return bytes < 100_000_000
                ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
