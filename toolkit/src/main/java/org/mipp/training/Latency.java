package org.mipp.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.run.Interrupts;

/** How long a network takes, measured. */
public final class Latency {

    private static final int IMAGES = 1000;
    private static final int WARM_UP = 3;
    private static final int RUNS = 7;

    private Latency() {}

    /**
     * Measures one forward pass of 1,000 images in one batch, on the device where the network would run. Of a network for
     * which they are too many it takes fewer, and scales.
     *
     * @param network the network
     * @return the median of 7 runs after 3 that do not count, in milliseconds
     */
    public static double millisecondsPerThousandImages(Network network) {
        int images = BatchMemory.atOnce(network.architecture(), IMAGES);
        try (LiveNetwork live = LiveNetwork.open(network)) {
            NDArray input = live.manager()
                    .zeros(new Shape(images).addAll(network.architecture().input()));
            double[] milliseconds = new double[RUNS];
            for (int run = -WARM_UP; run < RUNS; run++) {
                Interrupts.check();
                long start = System.nanoTime();
                try (NDManager scope = live.manager().newSubManager()) {
                    input.tempAttach(scope);
                    live.forward(input).toFloatArray(); // waits for the device
                }
                if (run >= 0) {
                    milliseconds[run] = (System.nanoTime() - start) / 1e6 * IMAGES / images;
                }
            }
            Arrays.sort(milliseconds);
            return milliseconds[RUNS / 2];
        }
    }
}
