package org.mipp.benchmark;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mipp.network.Network;
import org.mipp.network.onnx.OnnxFile;
import org.mipp.network.onnx.OnnxInput;
import org.mipp.network.onnx.Runtime;
import org.mipp.run.RefusedException;

/**
 * Reads all ONNX files of a folder, such as {@code toolkit/src/test/python/export_torchvision.py} writes, and prints of each how
 * long reading and writing took, how many nodes can be pruned, and how far from ONNX Runtime what is read and what is written
 * are; or why it was refused.
 */
public final class OnnxModels {

    private OnnxModels() {}

    /** Reads and prints; the argument is the folder. */
    public static void main(String[] arguments) throws IOException, OrtException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(arguments[0]))) {
            files = listed.filter(OnnxFile::isNamed).sorted().toList();
        }
        Path again = Files.createTempFile("again", OnnxFile.EXTENSION);
        System.out.println(
                "| model | MB | read, s | written, s | layers | prunable nodes | not prunable layers | read, relative difference | written, relative difference |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        int read = 0;
        for (Path file : files) {
            String name = file.getFileName().toString().replace(OnnxFile.EXTENSION, "");
            double megabytes = Files.size(file) / 1e6;
            try {
                long start = System.nanoTime();
                Network network = OnnxFile.load(file, OnnxInput.ANY);
                long loaded = System.nanoTime();
                OnnxFile.save(again, network);
                long saved = System.nanoTime();
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.2f | %.2f | %d | %d | %d | %.1e | %.1e |%n",
                        name,
                        megabytes,
                        (loaded - start) / 1e9,
                        (saved - loaded) / 1e9,
                        network.architecture().layers().size(),
                        network.architecture().nodes(),
                        network.architecture().structure().excluded().size(),
                        Runtime.difference(file, network),
                        Runtime.difference(again, network));
                read++;
            } catch (RefusedException e) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | refused: %s |%n",
                        name,
                        megabytes,
                        e.getMessage().replace(file + ": ", ""));
            }
        }
        System.out.printf("%d of %d read%n", read, files.size());
        Files.delete(again);
    }
}
