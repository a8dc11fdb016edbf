package org.mipp.data.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {

    private static final int[][] CORNERS = {{200, 30, 30}, {30, 180, 30}, {30, 30, 200}, {220, 220, 40}};
    private static final PictureOptions WHOLE = PictureOptions.of(3, 48, 32);

    @TempDir
    private Path folder;

    static Path resource(String name) {
        try {
            return Path.of(PictureFileTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Checksums by make.py, beside the pictures. */
    @ParameterizedTest
    @CsvSource({
        "53, 37, 20, 16, 3717801917, 1946433558",
        "37, 53, 37, 31, 83042730, 4023262844",
        "11, 9, 24, 24, 431510635, 2643171259",
        "640, 480, 256, 224, 436201332, 1396917767"
    })
    void resizesAndCutsAsPillowAndTorchvisionDoToTheLastBit(
            int width, int height, int resized, int side, long colour, long grey) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int value = 7 * x + 13 * y + x * y;
                image.setRGB(x, y, (value & 255) << 16 | (value + 50 & 255) << 8 | value + 100 & 255);
            }
        }
        Path file = write(image, "formula.png");
        assertEquals(colour, checksum(read(file, PictureOptions.of(3, side).resized(resized))));
        assertEquals(grey, checksum(read(file, PictureOptions.of(1, side).resized(resized))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAPictureAsTheCameraSays(int orientation) {
        assertCorners(read(resource("orientation-" + orientation + ".jpg"), WHOLE), 12);
    }

    @Test
    void aTurnedPictureIsCutAsTheUprightOne() {
        PictureOptions cut = PictureOptions.of(3, 20).resized(24);
        byte[] upright = read(resource("orientation-1.jpg"), cut);
        byte[] turned = read(resource("orientation-6.jpg"), cut);
        for (int i = 0; i < upright.length; i++) {
            assertEquals(upright[i] & 0xff, turned[i] & 0xff, 12, "pixel " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"progressive.jpg", "cmyk.jpg", "palette.png", "gif.gif"})
    void readsPicturesAsPeopleHaveThem(String name) {
        assertCorners(read(resource(name), WHOLE), name.startsWith("cmyk") ? 60 : 12);
    }

    @Test
    void greyIsTakenAsItIsInTheFileInAnyDepth() {
        byte[] deep = read(resource("grey16.png"), PictureOptions.of(1, 48, 32));
        assertTrue(allNear(deep, 128, 0), Arrays.toString(deep));
        byte[] three = read(resource("grey.jpg"), WHOLE);
        byte[] one = read(resource("grey.jpg"), PictureOptions.of(1, 48, 32));
        assertArrayEquals(one, Arrays.copyOfRange(three, 2 * one.length, 3 * one.length));
        assertEquals(0.299 * 200 + 0.587 * 30 + 0.114 * 30, one[10 * 32 + 5] & 0xff, 4);
        byte[] alpha = read(resource("grey-alpha.png"), PictureOptions.of(1, 48, 32));
        assertEquals(one[10 * 32 + 5] & 0xff, alpha[10 * 32 + 5] & 0xff, 4);
    }

    @Test
    void whatIsTransparentLiesOnWhite() {
        byte[] pixels = read(resource("alpha.png"), WHOLE);
        assertEquals(200, pixels[0] & 0xff);
        assertEquals(255, pixels[47 * 32] & 0xff);
    }

    @Test
    void colourBecomesGreyByTheLumaOfTelevision() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x40C020);
        byte[] pixel = read(writeUnchecked(image, "one.png"), PictureOptions.of(1, 1));
        assertEquals(Math.round(0.299 * 0x40 + 0.587 * 0xC0 + 0.114 * 0x20), pixel[0] & 0xff);
    }

    @Test
    void refusesWhatIsNoPicture() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.jpg"), "no picture");
        assertRefuses(
                text, WHOLE, "expected a picture, got a file of another kind; JPEG, PNG, GIF, BMP, WBMP and TIFF");
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        assertRefuses(empty, WHOLE, "expected a picture, got an empty file; remove it");
    }

    @Test
    void refusesAGiganticPictureBeforeDecodingIt() throws IOException {
        byte[] png = Files.readAllBytes(resource("alpha.png"));
        byte[] bomb = png.clone(); // announces 60,000 x 60,000 in 136 bytes
        bomb[18] = (byte) (60_000 >> 8);
        bomb[19] = (byte) 60_000;
        bomb[22] = (byte) (60_000 >> 8);
        bomb[23] = (byte) 60_000;
        CRC32 crc = new CRC32();
        crc.update(bomb, 12, 17);
        java.nio.ByteBuffer.wrap(bomb).putInt(29, (int) crc.getValue());
        Path file = Files.write(folder.resolve("bomb.png"), bomb);
        assertRefuses(
                file,
                WHOLE,
                "expected at most 64,000,000 pixels, got 60,000 x 60,000; make it smaller, or raise mostPixels of"
                        + " PictureOptions");
        assertRefuses(
                file,
                WHOLE.mostPixels(Long.MAX_VALUE),
                "pixels, for which the Java heap is large enough, got 60,000 x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orientation-1.jpg", "progressive.jpg", "palette.png", "gif.gif", "cmyk.jpg"})
    void aTruncatedPictureIsFoundByLookingAtItsEnd(String name) throws IOException {
        byte[] whole = Files.readAllBytes(resource(name));
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, (int) (share * whole.length)));
            String message = assertThrows(IllegalArgumentException.class, () -> new PictureFile(file, WHOLE).look())
                    .getMessage();
            assertTrue(message.startsWith(file + ": expected a"), message);
        }
    }

    @Test
    void aPictureWithSomethingBehindItIsReadAllTheSame() throws IOException {
        byte[] whole = Files.readAllBytes(resource("orientation-1.jpg"));
        Path file = Files.write(folder.resolve("motion.jpg"), Arrays.copyOf(whole, whole.length + 10_000));
        new PictureFile(file, WHOLE).look();
        assertCorners(read(file, WHOLE), 12);
    }

    @Test
    void damagedBytesAreRefusedByNameAndNothingElseIsThrown() throws IOException {
        for (String name : new String[] {"orientation-6.jpg", "cmyk.jpg", "alpha.png", "grey16.png", "gif.gif"}) {
            byte[] whole = Files.readAllBytes(resource(name));
            java.util.SplittableRandom random = new java.util.SplittableRandom(name.hashCode());
            for (int round = 0; round < 60; round++) {
                byte[] damaged = whole.clone();
                for (int i = 0; i < 4; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                Path file = Files.write(folder.resolve(name), damaged);
                try {
                    read(file, WHOLE); // may still be a picture
                } catch (IllegalArgumentException e) {
                    assertTrue(e.getMessage().startsWith(file + ": expected "), e.getMessage());
                }
            }
        }
    }

    private static void assertRefuses(Path file, PictureOptions options, String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> read(file, options))
                .getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(expected), message);
    }

    private static void assertCorners(byte[] pixels, int tolerance) {
        int[] places = {5 * 32 + 4, 5 * 32 + 27, 42 * 32 + 4, 42 * 32 + 27};
        for (int corner = 0; corner < places.length; corner++) {
            for (int channel = 0; channel < 3; channel++) {
                int got = pixels[channel * 48 * 32 + places[corner]] & 0xff;
                assertEquals(CORNERS[corner][channel], got, tolerance, "corner " + corner + ", channel " + channel);
            }
        }
    }

    private static boolean allNear(byte[] pixels, int value, int tolerance) {
        for (byte pixel : pixels) {
            if (Math.abs((pixel & 0xff) - value) > tolerance) {
                return false;
            }
        }
        return true;
    }

    static byte[] read(Path file, PictureOptions options) {
        byte[] pixels = new byte[options.shape().pixels()];
        new PictureFile(file, options).read(pixels, 0);
        return pixels;
    }

    private static long checksum(byte[] pixels) {
        CRC32 crc = new CRC32();
        crc.update(pixels);
        return crc.getValue();
    }

    private Path write(BufferedImage image, String name) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private Path writeUnchecked(BufferedImage image, String name) {
        try {
            return write(image, name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
