package org.mipp.data;

import static org.mipp.run.Checks.notNegative;
import static org.mipp.run.Checks.positive;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.mipp.run.progress.Progress;

/**
 * Small random deformations of images, another one for each image: a rotation, a change of size, a shift, and an elastic
 * displacement of every pixel.
 *
 * <p>The pruning paper (Westphal, Hailes, Musolesi, arXiv:2411.00147) uses a deformed MNIST whose making is not known here;
 * this is our reading of the word, not its data. The elastic part follows Simard, Steinkraus, Platt, ICDAR 2003: white
 * noise, smoothed by a Gaussian; here the noise is normal and wraps around at the edges, so that its strength is exact.
 *
 * <p>Rotation, size and shift are uniform within plus or minus the given limits; pixels between pixels are interpolated
 * bilinearly, those from outside the image are 0. Cost: about 0.2 ms per image of 28 x 28 pixels.
 *
 * @param degrees the largest rotation, at least 0
 * @param scale the largest change of size as a share, at least 0
 * @param shift the largest shift along each axis in pixels, at least 0
 * @param elastic root mean square of the elastic displacement along each axis in pixels, at least 0
 * @param smoothness standard deviation of the Gaussian that smooths the elastic displacement, in pixels, above 0
 * @param seed of all random numbers
 */
public record Deformation(double degrees, double scale, double shift, double elastic, double smoothness, long seed) {

    private static final int BATCH = 1000;

    /** Up to 15 degrees, 15 % and 2 pixels; 1.4 pixels of elastic displacement, smoothed over 4; seed 0. */
    public static final Deformation DEFAULT = new Deformation(15, 0.15, 2, 1.4, 4, 0);

    /** Checks the limits. */
    public Deformation {
        notNegative(degrees, "rotation");
        notNegative(scale, "change of size");
        notNegative(shift, "shift");
        notNegative(elastic, "elastic displacement");
        positive(smoothness, "smoothness");
    }

    /**
     * Changes the seed.
     *
     * @param number of all random numbers
     * @return the changed deformation
     */
    public Deformation seed(long number) {
        return new Deformation(degrees, scale, shift, elastic, smoothness, number);
    }

    /**
     * Deforms training and test images, each set by its own random numbers.
     *
     * @param data the images
     * @return the same data, deformed
     */
    public Dataset apply(Dataset data) {
        return new Dataset(
                data.name() + ", deformed",
                apply(data.train()),
                seed(new SplittableRandom(seed).nextLong()).apply(data.test()));
    }

    /**
     * Deforms images. The first images of a set are deformed alike, however many follow.
     *
     * @param images the images
     * @return the same images, deformed
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within 1,000 images
     */
    public Images apply(Images images) {
        ByteBuffer from = images.pixels();
        byte[] to = new byte[from.remaining()];
        Warp warp = new Warp(images.height(), images.width(), new SplittableRandom(seed));
        int area = images.height() * images.width();
        try (Progress progress = Progress.of("deforming " + images.name(), images.size())) {
            for (int i = 0; i < images.size(); i++) {
                warp.draw();
                for (int channel = 0; channel < images.channels(); channel++) {
                    warp.apply(from, to, (i * images.channels() + channel) * area);
                }
                if ((i + 1) % BATCH == 0 || i + 1 == images.size()) {
                    progress.advance(i % BATCH + 1);
                }
            }
        }
        return images.withPixels(images.name() + ", deformed", to);
    }

    /** Where each pixel of one deformed image comes from. */
    private final class Warp {

        private final int height;
        private final int width;
        private final SplittableRandom random;
        private final double[] kernel = kernel();
        private final double[] fromRow;
        private final double[] fromColumn;

        Warp(int height, int width, SplittableRandom random) {
            this.height = height;
            this.width = width;
            this.random = random;
            this.fromRow = new double[height * width];
            this.fromColumn = new double[height * width];
        }

        /** Half of the Gaussian, scaled so that smoothing along both axes gives white noise its strength. */
        private double[] kernel() {
            double[] half = new double[(int) Math.ceil(3 * smoothness) + 1];
            double squares = 0;
            for (int i = 0; i < half.length; i++) {
                half[i] = Math.exp(-i * i / (2 * smoothness * smoothness));
                squares += (i == 0 ? 1 : 2) * half[i] * half[i];
            }
            for (int i = 0; i < half.length; i++) {
                half[i] *= Math.sqrt(elastic / squares);
            }
            return half;
        }

        void draw() {
            SplittableRandom own = random.split();
            double angle = Math.toRadians(within(degrees, own));
            double size = Math.exp(-within(Math.log1p(scale), own));
            double down = within(shift, own);
            double right = within(shift, own);
            double[] rows = displacement(own);
            double[] columns = displacement(own);
            double middleRow = (height - 1) / 2.0;
            double middleColumn = (width - 1) / 2.0;
            for (int pixel = 0; pixel < rows.length; pixel++) {
                double y = size * (Math.floorDiv(pixel, width) - middleRow);
                double x = size * (pixel % width - middleColumn);
                fromRow[pixel] = middleRow + Math.cos(angle) * y - Math.sin(angle) * x + down + rows[pixel];
                fromColumn[pixel] = middleColumn + Math.sin(angle) * y + Math.cos(angle) * x + right + columns[pixel];
            }
        }

        private static double within(double limit, SplittableRandom own) {
            return limit * (2 * own.nextDouble() - 1);
        }

        private double[] displacement(SplittableRandom own) {
            if (elastic == 0) {
                return new double[height * width];
            }
            double[] noise = new double[height * width];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = normal(own);
            }
            return smoothed(smoothed(noise, height, width), width, height);
        }

        /** Smooths along the rows of a field and turns it: twice gives both axes and the field's own orientation. */
        private double[] smoothed(double[] field, int rows, int columns) {
            double[] turned = new double[field.length];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    double sum = kernel[0] * field[row * columns + column];
                    for (int i = 1; i < kernel.length; i++) {
                        sum += kernel[i]
                                * (field[row * columns + Math.floorMod(column - i, columns)]
                                        + field[row * columns + (column + i) % columns]);
                    }
                    turned[column * rows + row] = sum;
                }
            }
            return turned;
        }

        void apply(ByteBuffer from, byte[] to, int start) {
            for (int pixel = 0; pixel < fromRow.length; pixel++) {
                int row = (int) Math.floor(fromRow[pixel]);
                int column = (int) Math.floor(fromColumn[pixel]);
                double below = fromRow[pixel] - row;
                double beside = fromColumn[pixel] - column;
                double value = (1 - below)
                                * ((1 - beside) * at(from, start, row, column)
                                        + beside * at(from, start, row, column + 1))
                        + below
                                * ((1 - beside) * at(from, start, row + 1, column)
                                        + beside * at(from, start, row + 1, column + 1));
                to[start + pixel] = (byte) Math.round(value);
            }
        }

        private int at(ByteBuffer from, int start, int row, int column) {
            return row < 0 || row >= height || column < 0 || column >= width
                    ? 0
                    : from.get(start + row * width + column) & 0xff;
        }
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
