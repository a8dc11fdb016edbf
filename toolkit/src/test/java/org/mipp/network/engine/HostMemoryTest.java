package org.mipp.network.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.zoo.LeNet5;

class HostMemoryTest {

    private static final int BLOCKS = 300;
    private static final Shape MEGABYTE = new Shape(1 << 18);

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not say how much memory is resident in this way")
    void aClosedNetworkGivesItsMemoryBackThoughBlocksInBetweenAreStillInUse() throws IOException {
        Network network = Initialisation.of(LeNet5.architecture(), 0);
        try (NDManager kept = NDManager.newBaseManager()) {
            long full;
            try (LiveNetwork live = LiveNetwork.open(network)) {
                for (int i = 0; i < BLOCKS; i++) {
                    live.manager().ones(MEGABYTE);
                    kept.ones(new Shape(16));
                }
                full = residentMegabytes();
            }
            long left = residentMegabytes();
            assertTrue(full - left > BLOCKS / 2, full + " MB before, " + left + " MB after");
        }
    }

    private static long residentMegabytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096 >> 20;
    }
}
