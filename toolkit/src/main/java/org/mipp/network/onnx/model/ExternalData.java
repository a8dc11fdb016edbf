package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.mipp.run.RefusedException;

/** Weights that lie in files beside the ONNX file: in its folder or below, and nowhere else. */
public final class ExternalData {

    private final Path folder;

    /** Opens the folder of an ONNX file. */
    public ExternalData(Path file) {
        this.folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file is in a folder");
    }

    /** The bytes of one tensor, mapped. */
    ByteBuffer bytes(String tensor, Map<String, String> entries) {
        String location = entries.getOrDefault("location", "");
        Path file = file(tensor, location);
        try (FileChannel channel = FileChannel.open(file)) {
            long offset = number(tensor, entries, "offset", 0);
            long length = number(tensor, entries, "length", channel.size() - offset);
            argument(
                    offset <= channel.size()
                            && length >= 0
                            && length <= channel.size() - offset
                            && length <= Integer.MAX_VALUE,
                    "tensor '%s': expected bytes within the %d of %s, got %s from %s on; fetch the file again",
                    tensor,
                    channel.size(),
                    file,
                    length,
                    offset);
            return channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Path file(String tensor, String location) {
        try {
            Path file = folder.resolve(location).normalize();
            argument(
                    !location.isEmpty()
                            && file.startsWith(folder)
                            && !Path.of(location).isAbsolute(),
                    "tensor '%s': expected weights in the folder of the ONNX file, got the path '%s', which leads out of it;"
                            + " put both files into one folder and export again",
                    tensor,
                    location);
            argument(
                    Files.isRegularFile(file),
                    "tensor '%s': expected its weights in %s, found no such file; put it beside the ONNX file, or export"
                            + " the network as one file: torch.onnx.export(..., external_data=False)",
                    tensor,
                    file);
            argument(
                    file.toRealPath().startsWith(folder.toRealPath()),
                    "tensor '%s': expected weights in the folder of the ONNX file, got '%s', a link that leads out of it",
                    tensor,
                    location);
            return file;
        } catch (InvalidPathException e) {
            throw new RefusedException(
                    "tensor '" + tensor + "': expected the name of a file with its weights, got one that is none", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the weights of tensor '" + tensor + "'", e);
        }
    }

    private static long number(String tensor, Map<String, String> entries, String key, long otherwise) {
        String text = entries.get(key);
        if (text == null) {
            return otherwise;
        }
        argument(
                text.matches("[0-9]{1,18}"),
                "tensor '%s': expected a whole number as the %s of its weights, got '%s'",
                tensor,
                key,
                text);
        return Long.parseLong(text);
    }
}
