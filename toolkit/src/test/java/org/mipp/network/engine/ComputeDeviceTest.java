package org.mipp.network.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.LeNet5;

class ComputeDeviceTest {

    @Test
    void isTheDeviceThatNetworksRunOn() {
        ComputeDevice device = ComputeDevice.current();
        assertEquals("PyTorch", device.engine());
        assertTrue(device.version().startsWith("2."), device.version());
        try (LiveNetwork live = LiveNetwork.open(Initialisation.of(LeNet5.architecture(), 0))) {
            assertEquals(live.device().toString(), device.device());
        }
        assertTrue(device.used() > 0 && device.used() <= device.memory(), device.toString());
        assertTrue(device.toString().startsWith("PyTorch " + device.version() + " on " + device.device()));
    }

    @Test
    void saysWhatToDoWhenAGpuGoesUnused() {
        assertEquals("", ComputeDevice.advice(false, 0, false, false));
        assertEquals("", ComputeDevice.advice(true, 1, true, true));
        assertTrue(ComputeDevice.advice(true, 0, false, false).contains("no CUDA runtime that Java finds (libcudart)"));
        assertTrue(ComputeDevice.advice(true, 0, true, false).contains("show no GPU: CUDA_VISIBLE_DEVICES hides it"));
        assertTrue(ComputeDevice.advice(true, 0, true, true).contains("take pytorch-native-cpu off the class path"));
    }

    @Test
    void printsInOneLineWithTheAdviceInAnother() {
        assertEquals(
                "PyTorch 2.7.1 on gpu(0), 1.5 of 80.0 GB in use; 1 GPU",
                new ComputeDevice("PyTorch", "2.7.1", "gpu(0)", 1, 80_000_000_000L, 1_500_000_000L, "").toString());
        assertEquals(
                "PyTorch 2.7.1 on cpu(), 1.0 of 2.0 GB in use; 0 GPUs" + System.lineSeparator() + "Do this.",
                new ComputeDevice("PyTorch", "2.7.1", "cpu()", 0, 2_000_000_000L, 1_000_000_000L, "Do this.")
                        .toString());
    }
}
