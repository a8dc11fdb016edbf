package org.mipp.data.picture;

import static org.mipp.run.Checks.argument;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.mipp.data.ImageShape;
import org.mipp.run.RefusedException;

/**
 * One file with a picture, of any format that ImageIO knows, whatever its name ends with. Its size is checked before anything
 * is decoded. Of several pictures in a file the first counts.
 *
 * <p>Every refusal begins with the file's name.
 */
final class PictureFile {

    private static final int END = 4096; // bytes in which the end mark of a whole file is looked for
    private static final int BYTES_PER_PIXEL = 8; // of heap while it is decoded: its own bytes, and a converted copy

    static {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        if (registry.getServiceProviderByClass(JPEGImageReaderSpi.class) == null) {
            registry.registerServiceProvider(new JPEGImageReaderSpi(), ImageReaderSpi.class); // unseen in a notebook
        }
    }

    private final Path file;
    private final PictureOptions options;

    PictureFile(Path file, PictureOptions options) {
        this.file = file;
        this.options = options;
    }

    /**
     * Decodes the picture and makes an image of it.
     *
     * @param to takes the pixels
     * @param offset where its first pixel goes
     * @throws IllegalArgumentException if the file is no whole picture, or too large
     */
    void read(byte[] to, int offset) {
        open(reader -> {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            Orientation orientation = Orientation.of(reader);
            BufferedImage image = reader.read(0);
            for (String warning : warnings) {
                argument(
                        !warning.toLowerCase(Locale.ROOT).contains("premature end"),
                        "%s: expected a whole picture, got one that is truncated; get it again or remove it",
                        file);
            }
            write(PixelGrid.of(image), orientation, to, offset);
        });
    }

    private void write(PixelGrid grid, Orientation orientation, byte[] to, int offset) {
        ImageShape shape = options.shape();
        byte[] pixels = BilinearResize.covering(
                grid, orientation.before(options.box(), grid.channels()), orientation.before(shape, grid.channels()));
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int area = shape.height() * shape.width();
                int from = orientation.source(y, x, shape.height(), shape.width());
                int at = offset + y * shape.width() + x;
                if (shape.channels() == 1 && grid.channels() == 3) {
                    to[at] = luma(pixels[from], pixels[area + from], pixels[2 * area + from]);
                } else {
                    for (int channel = 0; channel < shape.channels(); channel++) {
                        to[at + channel * area] = pixels[Math.min(channel, grid.channels() - 1) * area + from];
                    }
                }
            }
        }
    }

    /** ITU-R BT.601, in the rounding of Pillow's conversion to grey. */
    private static byte luma(byte red, byte green, byte blue) {
        return (byte) ((red & 0xff) * 19595 + (green & 0xff) * 38470 + (blue & 0xff) * 7471 + 0x8000 >> 16);
    }

    /**
     * Looks whether the file can be used, as closely as the options say.
     *
     * @throws IllegalArgumentException if not
     */
    void look() {
        switch (options.look()) {
            case NAMES -> {}
            case BEGINNINGS -> {
                open(reader -> {});
                if (!ended()) {
                    decode(); // more after the end of the picture, or less than a picture: only decoding tells
                }
            }
            case PIXELS -> decode();
        }
    }

    private void decode() {
        read(new byte[options.shape().pixels()], 0);
    }

    /** What is done with a reader that has found a picture of an allowed size. */
    private interface Use {
        void with(ImageReader reader) throws IOException;
    }

    private void open(Use use) {
        try (InputStream bytes = Files.newInputStream(file);
                ImageInputStream stream = new MemoryCacheImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            argument(readers.hasNext(), "%s: expected a picture, got %s", file, noPicture());
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, false);
                checkSize(reader.getWidth(0), reader.getHeight(0));
                use.with(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RefusedException(file + ": expected a whole picture, got: " + words(e), e);
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) { // what decoders throw at bytes that they did not expect
            throw new RefusedException(
                    file + ": expected a whole picture, got one that cannot be decoded: " + words(e), e);
        }
    }

    private static String words(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private String noPicture() throws IOException {
        return Files.size(file) == 0
                ? "an empty file; remove it"
                : "a file of another kind; JPEG, PNG, GIF, BMP, WBMP and TIFF are known";
    }

    private void checkSize(int width, int height) {
        long pixels = (long) width * height;
        argument(
                pixels <= options.mostPixels(),
                "%s: expected at most %,d pixels, got %,d x %,d; make it smaller, or raise mostPixels of PictureOptions",
                file,
                options.mostPixels(),
                width,
                height);
        long share = Runtime.getRuntime().maxMemory() / 2 / Runtime.getRuntime().availableProcessors();
        argument(
                pixels <= share / BYTES_PER_PIXEL,
                "%s: expected at most %,d pixels, for which the Java heap is large enough, got %,d x %,d; make it smaller, or"
                        + " start Java with a larger heap (-Xmx)",
                file,
                share / BYTES_PER_PIXEL,
                width,
                height);
    }

    /** Whether the last bytes hold the mark that ends a JPEG or PNG file. */
    private boolean ended() {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - END));
            ByteBuffer end = ByteBuffer.allocate(END);
            while (end.hasRemaining() && channel.read(end) >= 0) {}
            byte[] bytes = end.array();
            for (int i = 0; i + 3 < end.position() + 2; i++) {
                boolean jpeg = bytes[i] == (byte) 0xff && bytes[i + 1] == (byte) 0xd9;
                boolean png =
                        i + 3 < bytes.length && ByteBuffer.wrap(bytes, i, 4).getInt() == 0x49454e44; // IEND
                if (jpeg || png) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new RefusedException(file + ": cannot be read: " + words(e), e);
        }
    }
}
