package org.mipp.data;

import java.util.SplittableRandom;

/**
 * Images as one epoch sees them. Cuts are as in Inception (Szegedy et al., arXiv:1409.4842, section 6): an area between the
 * least and the whole, sides in a ratio between 3/4 and 4/3, bilinear between pixel centres; of images too narrow for ten
 * such tries the whole is taken. Then images are moved, then mirrored.
 */
record AugmentedImages(Images images, Augmentation augmentation, long seed, int epoch) implements ImageSource {

    private static final int TRIES = 10;
    private static final double WIDEST = 4 / 3.0;

    /** A part of an image, in pixels from the upper left. */
    private record Part(int top, int left, int height, int width) {}

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

    @Override
    public void read(int image, byte[] to, int offset) {
        byte[] pixels = new byte[shape().pixels()];
        images.read(image, pixels, 0);
        SplittableRandom random = randomOf(image);
        if (augmentation.leastArea() < 1) {
            pixels = resized(pixels, part(random));
        }
        int down = random.nextInt(-augmentation.shift(), augmentation.shift() + 1);
        int right = random.nextInt(-augmentation.shift(), augmentation.shift() + 1);
        boolean mirror = augmentation.mirror() && random.nextBoolean();
        place(pixels, down, right, mirror, to, offset);
    }

    /** Independent of what happens to other images and in other epochs. */
    private SplittableRandom randomOf(int image) {
        long ofEpoch = new SplittableRandom(seed ^ 0x6a09e667f3bcc909L).nextLong() + epoch;
        return new SplittableRandom(new SplittableRandom(ofEpoch).nextLong() + image);
    }

    private Part part(SplittableRandom random) {
        int rows = shape().height();
        int columns = shape().width();
        for (int i = 0; i < TRIES; i++) {
            double area = rows * columns * random.nextDouble(augmentation.leastArea(), 1);
            double ratio = Math.exp(random.nextDouble(-Math.log(WIDEST), Math.log(WIDEST)));
            int width = (int) Math.round(Math.sqrt(area * ratio));
            int height = (int) Math.round(Math.sqrt(area / ratio));
            if (0 < width && width <= columns && 0 < height && height <= rows) {
                return new Part(random.nextInt(rows - height + 1), random.nextInt(columns - width + 1), height, width);
            }
        }
        return new Part(0, 0, rows, columns);
    }

    private byte[] resized(byte[] pixels, Part part) {
        ImageShape shape = shape();
        byte[] out = new byte[pixels.length];
        for (int row = 0; row < shape.height(); row++) {
            double y = within((row + 0.5) * part.height() / shape.height() - 0.5, part.height());
            for (int column = 0; column < shape.width(); column++) {
                double x = within((column + 0.5) * part.width() / shape.width() - 0.5, part.width());
                for (int channel = 0; channel < shape.channels(); channel++) {
                    out[shape.place(channel, row, column)] = (byte) Math.round(between(pixels, channel, part, y, x));
                }
            }
        }
        return out;
    }

    private static double within(double place, int size) {
        return Math.max(0, Math.min(size - 1.0, place));
    }

    private double between(byte[] pixels, int channel, Part part, double y, double x) {
        int top = (int) y;
        int left = (int) x;
        int bottom = Math.min(part.height() - 1, top + 1);
        int right = Math.min(part.width() - 1, left + 1);
        double above =
                mixed(pixel(pixels, channel, part, top, left), pixel(pixels, channel, part, top, right), x - left);
        double below = mixed(
                pixel(pixels, channel, part, bottom, left), pixel(pixels, channel, part, bottom, right), x - left);
        return mixed(above, below, y - top);
    }

    private static double mixed(double first, double second, double share) {
        return first + share * (second - first);
    }

    private int pixel(byte[] pixels, int channel, Part part, int row, int column) {
        return pixels[shape().place(channel, part.top() + row, part.left() + column)] & 0xff;
    }

    private void place(byte[] pixels, int down, int right, boolean mirror, byte[] to, int offset) {
        ImageShape shape = shape();
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < shape.height(); row++) {
                for (int column = 0; column < shape.width(); column++) {
                    int fromRow = row - down;
                    int fromColumn = (mirror ? shape.width() - 1 - column : column) - right;
                    boolean inside =
                            0 <= fromRow && fromRow < shape.height() && 0 <= fromColumn && fromColumn < shape.width();
                    to[offset + shape.place(channel, row, column)] =
                            inside ? pixels[shape.place(channel, fromRow, fromColumn)] : 0;
                }
            }
        }
    }
}
