package org.mipp.data.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * The pixels of a decoded picture as bytes: grey, or red, green and blue. What is transparent lies on white.
 *
 * <p>Bytes are taken as the file has them. Java's own conversion would turn a grey of 128 into one of 188, because it takes
 * grey to be linear, and would convert every pixel of a picture with a colour profile, which takes longer than to decode it
 * and which the programs that networks were trained with do not do.
 *
 * @param width columns
 * @param height rows
 * @param channels 1 or 3
 * @param pixels as they lie in memory
 * @param offsets where the first pixel of each channel is
 * @param step from a pixel to the next of its row
 * @param stride from a pixel to the next of its column
 */
record PixelGrid(int width, int height, int channels, byte[] pixels, int[] offsets, int step, int stride) {

    private static final int WHITE = 255;

    static PixelGrid of(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        if (colours instanceof ComponentColorModel && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return grey(image);
        }
        return asItLies(image) ? colour(image) : colour(onWhite(image));
    }

    int place(int channel, int row) {
        return offsets[channel] + row * stride;
    }

    private static boolean asItLies(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        Raster raster = image.getRaster();
        return colours instanceof ComponentColorModel
                && colours.getColorSpace().getType() == ColorSpace.TYPE_RGB
                && !colours.hasAlpha()
                && raster.getNumBands() == 3
                && raster.getSampleModel() instanceof ComponentSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte bytes
                && bytes.getNumBanks() == 1
                && raster.getParent() == null;
    }

    private static PixelGrid colour(BufferedImage image) {
        ComponentSampleModel model = (ComponentSampleModel) image.getSampleModel();
        DataBufferByte bytes = (DataBufferByte) image.getRaster().getDataBuffer();
        int[] offsets = model.getBandOffsets();
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] += bytes.getOffset();
        }
        return new PixelGrid(
                image.getWidth(),
                image.getHeight(),
                3,
                bytes.getData(),
                offsets,
                model.getPixelStride(),
                model.getScanlineStride());
    }

    private static BufferedImage onWhite(BufferedImage image) {
        BufferedImage white = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = white.createGraphics();
        try {
            graphics.drawImage(image, 0, 0, Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        return white;
    }

    private static PixelGrid grey(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        int bits = raster.getSampleModel().getSampleSize(0);
        byte[] pixels = new byte[width * height];
        int[] row = new int[width];
        int[] alpha = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            if (raster.getNumBands() > 1) {
                raster.getSamples(0, y, width, 1, 1, alpha);
            }
            for (int x = 0; x < width; x++) {
                int value = toByte(row[x], bits);
                pixels[y * width + x] = (byte) (raster.getNumBands() > 1 ? over(value, toByte(alpha[x], bits)) : value);
            }
        }
        return new PixelGrid(width, height, 1, pixels, new int[1], 1, width);
    }

    private static int toByte(int sample, int bits) {
        return bits == Byte.SIZE
                ? sample
                : bits > Byte.SIZE ? sample >>> bits - Byte.SIZE : sample * 255 / ((1 << bits) - 1);
    }

    private static int over(int value, int alpha) {
        return (value * alpha + WHITE * (255 - alpha) + 127) / 255;
    }
}
