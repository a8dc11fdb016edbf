package org.mipp.data.picture;

import static org.mipp.run.Checks.saturated;

import java.util.Arrays;
import org.mipp.data.ImageShape;

/**
 * Resizes a picture so that it covers a box, and cuts out the middle: bilinear, with a support that grows where the picture
 * shrinks, so that fine patterns do not turn into coarse ones.
 *
 * <p>The numbers are those of Pillow's {@code resize(..., BILINEAR)} (first along the rows, rounded to bytes, then along
 * the columns; weights of 22 bits) behind the sizes of torchvision's {@code Resize} and {@code CenterCrop}, byte by byte,
 * because the published networks were trained and judged so. Only what the cut needs is computed. Cost: about two
 * multiplications per channel and pixel of the picture.
 */
final class BilinearResize {

    private static final int BITS = 22; // of a weight
    private static final int HALF = 1 << BITS - 1;

    private BilinearResize() {}

    /** The weights with which output pixels read input pixels along one direction. */
    private record Taps(int[] first, int[][] weights) {

        /** For outputs {@code from} to {@code from + count - 1} of {@code outputs} made of {@code inputs}. */
        static Taps of(int inputs, int outputs, int from, int count) {
            int[] first = new int[count];
            int[][] weights = new int[count][];
            double scale = (double) inputs / outputs;
            double wide = Math.max(1, scale);
            for (int i = 0; i < count; i++) {
                double centre = (from + i + 0.5) * scale;
                first[i] = Math.max(0, (int) (centre - wide + 0.5));
                int end = Math.min(inputs, (int) (centre + wide + 0.5));
                weights[i] = triangle(first[i], end, centre, wide);
            }
            return new Taps(first, weights);
        }

        private static int[] triangle(int first, int end, double centre, double wide) {
            double[] heights = new double[end - first];
            double sum = 0;
            for (int x = first; x < end; x++) {
                double away = Math.abs((x - centre + 0.5) * (1 / wide));
                heights[x - first] = Math.max(0, 1 - away);
                sum += heights[x - first];
            }
            int[] weights = new int[heights.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (int) (0.5 + heights[i] * (1 / sum) * (1 << BITS));
            }
            return weights;
        }

        int end() {
            return first[first.length - 1] + weights[weights.length - 1].length;
        }
    }

    /**
     * Resizes and cuts.
     *
     * @param box what the resized picture just covers: its height and width, no smaller than those of the cut
     * @param cut what is left, of as many channels as the grid has
     * @return the pixels of the cut, channel by channel and row by row
     */
    static byte[] covering(PixelGrid grid, ImageShape box, ImageShape cut) {
        boolean tall = saturated(grid.width(), box.height()) <= saturated(grid.height(), box.width());
        int width = tall ? box.width() : share(grid.width(), box.height(), grid.height());
        int height = tall ? share(grid.height(), box.width(), grid.width()) : box.height();
        Taps across = Taps.of(grid.width(), width, middle(width, cut.width()), cut.width());
        Taps down = Taps.of(grid.height(), height, middle(height, cut.height()), cut.height());
        byte[] result = new byte[cut.pixels()];
        for (int channel = 0; channel < cut.channels(); channel++) {
            int top = down.first()[0];
            byte[] narrow = alongRows(grid, channel, across, top, down.end());
            alongColumns(narrow, cut.width(), top, down, result, channel * cut.width() * cut.height());
        }
        return result;
    }

    private static int share(int longer, int box, int shorter) {
        return (int) ((long) box * longer / shorter);
    }

    /** Where the cut begins; halves go to the even number, as in Python. */
    private static int middle(int whole, int part) {
        return (int) Math.rint((whole - part) / 2.0);
    }

    private static byte[] alongRows(PixelGrid grid, int channel, Taps taps, int top, int bottom) {
        int width = taps.first().length;
        byte[] narrow = new byte[(bottom - top) * width];
        byte[] pixels = grid.pixels();
        int step = grid.step();
        for (int y = top; y < bottom; y++) {
            int row = grid.place(channel, y);
            for (int x = 0; x < width; x++) {
                int[] weights = taps.weights()[x];
                int place = row + taps.first()[x] * step;
                int sum = HALF;
                for (int weight : weights) {
                    sum += weight * (pixels[place] & 0xff);
                    place += step;
                }
                narrow[(y - top) * width + x] = (byte) (sum >>> BITS);
            }
        }
        return narrow;
    }

    private static void alongColumns(byte[] narrow, int width, int top, Taps taps, byte[] to, int offset) {
        int[] sums = new int[width];
        for (int y = 0; y < taps.first().length; y++) {
            Arrays.fill(sums, HALF);
            int place = (taps.first()[y] - top) * width;
            for (int weight : taps.weights()[y]) {
                for (int x = 0; x < width; x++) {
                    sums[x] += weight * (narrow[place++] & 0xff);
                }
            }
            for (int x = 0; x < width; x++) {
                to[offset + y * width + x] = (byte) (sums[x] >>> BITS);
            }
        }
    }
}
