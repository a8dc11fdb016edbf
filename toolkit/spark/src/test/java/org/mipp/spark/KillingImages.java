package org.mipp.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mipp.data.ImageShape;
import org.mipp.data.ImageSource;
import org.mipp.data.Images;

/** Images of which one kills the process that reads it first, as want of memory does: by SIGKILL, unless that has happened already. */
record KillingImages(Images images, int deadly, Path killed) implements ImageSource {

    static void kill(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-9", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void read(int image, byte[] to, int offset) {
        if (image == deadly) {
            try {
                Files.createFile(killed);
                kill(ProcessHandle.current());
            } catch (FileAlreadyExistsException e) {
                // once is enough
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        images.read(image, to, offset);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public ImageShape shape() {
        return images.shape();
    }

    @Override
    public int classes() {
        return images.classes();
    }

    @Override
    public boolean labelled() {
        return images.labelled();
    }

    @Override
    public int label(int image) {
        return images.label(image);
    }
}
