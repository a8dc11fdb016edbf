package org.mipp.benchmark;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** What a benchmark ran on, and how often: every table says it. */
final class Machine {

    private Machine() {}

    static void print(String title, String protocol) {
        System.out.println("## " + title + System.lineSeparator());
        System.out.printf(
                Locale.ROOT,
                "%s; %d threads; Java %s, %s %s on %s, heap of at most %d MB. %s%n%n",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Engine.getInstance().getEngineName(),
                Engine.getInstance().getVersion(),
                Engine.getInstance().defaultDevice(),
                Runtime.getRuntime().maxMemory() >> 20,
                protocol);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** The median milliseconds of some runs after others that do not count. */
    static double median(int warmUp, int runs, Runnable work) {
        double[] milliseconds = new double[runs];
        for (int run = -warmUp; run < runs; run++) {
            long start = System.nanoTime();
            work.run();
            if (run >= 0) {
                milliseconds[run] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        return milliseconds[runs / 2];
    }

    /** What all threads of this process have used so far: the fairer number where others use the machine too. */
    static double processorSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }
}
