package org.mipp.network.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where networks run: the engine that DJL has loaded and the device that it chooses for every network.
 *
 * @param engine the engine's name, for example {@code PyTorch}
 * @param version the engine's version
 * @param device the device, for example {@code cpu()} or {@code gpu(0)}
 * @param gpus how many GPUs the engine can use
 * @param memory bytes that the device has
 * @param used bytes of them that are taken, by whatever program
 * @param advice what to do if a GPU goes unused; empty if none does
 */
public record ComputeDevice(
        String engine, String version, String device, int gpus, long memory, long used, String advice) {

    private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");

    /**
     * Looks at the machine. Loads the engine if nothing has done so before, which takes about a second.
     *
     * @return the device that networks run on now
     */
    public static ComputeDevice current() {
        Engine engine = Engine.getInstance();
        Device device = engine.defaultDevice();
        long memory;
        long used;
        if (device.isGpu()) {
            MemoryUsage usage = CudaUtils.getGpuMemory(device);
            memory = usage.getMax();
            used = usage.getCommitted();
        } else {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            memory = system.getTotalMemorySize();
            used = memory - system.getFreeMemorySize();
        }
        return new ComputeDevice(
                engine.getEngineName(),
                engine.getVersion(),
                device.toString(),
                engine.getGpuCount(),
                memory,
                used,
                advice(Files.exists(DRIVER), engine.getGpuCount(), findsRuntime(), CudaUtils.hasCuda()));
    }

    /** Whether DJL has found the library by which it counts GPUs. */
    private static boolean findsRuntime() {
        try {
            return CudaUtils.getCudaVersion() > 0;
        } catch (RuntimeException e) {
            return false; // how DJL says no
        }
    }

    /** What to do if there is a driver but no GPU for the engine. */
    static String advice(boolean driver, int gpus, boolean runtime, boolean visible) {
        if (!driver || gpus > 0) {
            return "";
        }
        if (!runtime) {
            return "There is an NVIDIA driver but no CUDA runtime that Java finds (libcudart): name the folder that holds it, by"
                    + " JAVA_TOOL_OPTIONS=-Djna.library.path=FOLDER, and start the kernel again.";
        }
        return visible
                ? "There are an NVIDIA driver and a CUDA runtime, but PyTorch for the CPU is loaded: take pytorch-native-cpu off"
                        + " the class path, or set PYTORCH_LIBRARY_PATH to a PyTorch with CUDA."
                : "There are an NVIDIA driver and a CUDA runtime, but they show no GPU: CUDA_VISIBLE_DEVICES hides it, or the"
                        + " driver is too old for this runtime; nvidia-smi says which CUDA it can do.";
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "%s %s on %s, %.1f of %.1f GB in use; %d GPU%s%s",
                        engine,
                        version,
                        device,
                        used / 1e9,
                        memory / 1e9,
                        gpus,
                        gpus == 1 ? "" : "s",
                        advice.isEmpty() ? "" : System.lineSeparator() + advice)
                .strip();
    }
}
