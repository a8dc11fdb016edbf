package org.mipp.surgery.repair;

import java.util.Collection;
import org.mipp.capture.MemoryNeed;
import org.mipp.capture.moments.MomentsAccumulator;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.FreeMemory;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;

/** How much memory a repair takes, about. */
final class RepairNeed {

    private RepairNeed() {}

    /**
     * Adds it up, and refuses what does not fit.
     *
     * @param maps those that are fitted
     */
    static MemoryNeed of(Network original, Network cut, Collection<String> maps, int images, int atOnce) {
        Architecture architecture = original.architecture();
        long heap = 0;
        long device = 0;
        long disk = 0;
        for (String name : maps) {
            LinearMap map = cut.architecture().map(name);
            long p = map.columns();
            long moments = SecondMoments.bytes(p + map.outputs());
            boolean onHeap = SecondMoments.onHeap(p + map.outputs());
            heap = Math.max(heap, 2 * Double.BYTES * p * (p + map.outputs()) + (onHeap ? moments : 0));
            device = Math.max(
                    device,
                    Math.max(MomentsAccumulator.bytes(p + map.outputs()), Double.BYTES * p * (p + map.outputs())));
            disk = Math.max(disk, onHeap ? 0 : moments);
        }
        long weights = Float.BYTES
                * (architecture.parameterCount() + cut.architecture().parameterCount());
        long kept = Math.min(4 * LayerwiseForward.MEMORY, 4 * BatchMemory.bytes(architecture, images));
        long work = weights + 2 * BatchMemory.bytes(architecture, atOnce) + kept + MomentsAccumulator.TRANSIENT;
        return new MemoryNeed("repair of " + architecture.name(), heap + weights, work + device, disk, 1)
                .require(FreeMemory.bytes());
    }
}
