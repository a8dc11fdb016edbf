package org.mipp.selection.terc;

import java.util.List;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.MemoryNeed;
import org.mipp.capture.moments.Link;

/** How much memory the closed form takes: what its largest layer takes, for layers are searched one after the other. */
final class SelectionNeed {

    private SelectionNeed() {}

    /** Adds it up by the columns that vary. */
    static MemoryNeed of(List<LayerActivations> layers) {
        String largest = "";
        long heap = 0;
        long device = 0;
        for (LayerActivations layer : layers) {
            long ownHeap = 0;
            long ownDevice = 0;
            for (Link link : layer.links()) {
                long p = link.liveColumns();
                long q = link.parts().get(0).targets();
                ownHeap += Double.BYTES * (p * p + p * q + q * q); // the covariances, while the layer is searched
                ownDevice += Double.BYTES * (2 * p * p + p * q); // two precisions, of which one with coefficients
            }
            if (ownHeap > heap) {
                largest = layer.name();
                heap = ownHeap;
                device = ownDevice + ownDevice / 2; // a factor or a copy beside them
            }
        }
        return new MemoryNeed("selection in " + largest, heap, device, 0, 1);
    }
}
