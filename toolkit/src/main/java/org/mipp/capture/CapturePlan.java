package org.mipp.capture;

import java.util.ArrayList;
import java.util.List;
import org.mipp.capture.moments.Leaves;
import org.mipp.capture.moments.MomentsAccumulator;
import org.mipp.capture.moments.Reading;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.structure.Architecture;

/**
 * In how many passes over the images the sums fit into memory, and what is taken in all. Passes change nothing but the time.
 *
 * @param passes the readings of each pass, in order
 * @param need what it takes
 */
record CapturePlan(List<List<Reading>> passes, MemoryNeed need) {

    private static final double SHARE = 0.9; // of what is free: estimates are estimates

    /**
     * Plans.
     *
     * @param parts how many sums of each reading are kept
     * @param free bytes that the device has left
     * @throws IllegalArgumentException if the largest sums do not fit by themselves
     */
    static CapturePlan of(Architecture architecture, List<Reading> readings, Leaves leaves, int parts, long free) {
        long network = Float.BYTES * architecture.parameterCount();
        long work = network + BatchMemory.bytes(architecture, leaves.batch()) + MomentsAccumulator.TRANSIENT;
        long room = (long) (SHARE * free) - work;
        List<List<Reading>> passes = new ArrayList<>();
        long most = 0;
        long sum = 0;
        for (Reading reading : readings) {
            long bytes = MomentsAccumulator.bytes(reading.columns());
            if (passes.isEmpty() || sum + bytes > room) {
                passes.add(new ArrayList<>());
                sum = 0;
            }
            passes.get(passes.size() - 1).add(reading);
            sum += bytes;
            most = Math.max(most, sum);
        }
        long heap = 0;
        long disk = 0;
        for (Reading reading : readings) {
            long bytes = parts * SecondMoments.bytes(reading.columns());
            heap += SecondMoments.onHeap(reading.columns()) ? bytes : 0;
            disk += SecondMoments.onHeap(reading.columns()) ? 0 : bytes;
        }
        MemoryNeed need =
                new MemoryNeed("capture of " + architecture.name(), heap + network, work + most, disk, passes.size());
        return new CapturePlan(passes, need.require(free));
    }
}
