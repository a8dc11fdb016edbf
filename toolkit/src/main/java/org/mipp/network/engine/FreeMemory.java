package org.mipp.network.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Function;

/** How much memory there is for a network and what is made of it, outside the Java heap. */
public final class FreeMemory {

    private static final File MACHINE = new File("/proc/meminfo");
    private static final File PROCESS = new File("/proc/self/status");

    private FreeMemory() {}

    /**
     * Looks at the device where networks run.
     *
     * @return bytes that a GPU has left; on the CPU what the machine, or the container, can still give
     */
    public static long bytes() {
        return bytes(Engine.getInstance().defaultDevice(), CudaUtils::getGpuMemory);
    }

    /** What a device has left; only those that DJL calls GPUs have memory of their own. */
    static long bytes(Device device, Function<Device, MemoryUsage> gpus) {
        if (device.isGpu()) {
            MemoryUsage usage = gpus.apply(device);
            return usage.getMax() - usage.getCommitted();
        }
        return host();
    }

    /** {@return bytes that the device where networks run has in all, whatever they are taken by} */
    static long total() {
        return total(Engine.getInstance().defaultDevice(), CudaUtils::getGpuMemory);
    }

    static long total(Device device, Function<Device, MemoryUsage> gpus) {
        return device.isGpu()
                ? gpus.apply(device).getMax()
                : ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize();
    }

    /** {@return bytes outside the Java heap that the machine, or the container, can still give} */
    public static long host() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long machine = kilobytes(MACHINE, "MemAvailable:").orElse(system.getFreeMemorySize() / 1024) * 1024;
        long container =
                system.getTotalMemorySize() - kilobytes(PROCESS, "VmRSS:").orElse(0) * 1024;
        return Math.max(0, Math.min(machine, container));
    }

    /** {@return bytes of the Java heap that nothing lives in, about} */
    public static long heap() {
        Runtime java = Runtime.getRuntime();
        return java.maxMemory() - (java.totalMemory() - java.freeMemory());
    }

    /**
     * Looks whether the Java heap has room, and clears it up before it says no.
     *
     * @param bytes that are wanted
     * @return whether there are so many
     */
    public static boolean heapHas(long bytes) {
        if (bytes > heap()) {
            System.gc(); // what nobody holds any more counts as taken until then
        }
        return bytes <= heap();
    }

    /** A line of one of Linux's files, read by what an interrupt does not close; empty elsewhere. */
    private static OptionalLong kilobytes(File file, String name) {
        try (BufferedReader lines = new BufferedReader(new FileReader(file, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
