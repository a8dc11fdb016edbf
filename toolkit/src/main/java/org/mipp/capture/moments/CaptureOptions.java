package org.mipp.capture.moments;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

/**
 * How much to capture.
 *
 * @param convolutionRows about how many positions of a convolution to look at, over all images; each image gives as many; 0
 *     to follow the columns, see {@link #DEFAULT}
 * @param parts into how many parts to split the images, for error bars by the jackknife; 0 for 5 where all moments are small
 * @param sampleRows how many observations of every layer to keep beside the moments, at most; 0 for none
 * @param seed of the positions
 * @param leaf how many images are added up by themselves before they are added to those before them; 0 to follow the
 *     architecture. Captures of equal leaves, and on processors of one kind, are equal to the last bit however they are split
 */
public record CaptureOptions(int convolutionRows, int parts, int sampleRows, long seed, int leaf) {

    /**
     * 20,000 positions of each convolution, or ten for each of its columns where that is more, as far as a gibibyte holds
     * them; 5 parts where their moments fit 64 MiB together, else one; no sample, seed 0.
     */
    public static final CaptureOptions DEFAULT = new CaptureOptions(0, 0, 0, 0, 0);

    /** Positions of a convolution that are looked at, if its columns do not ask for more. */
    public static final int LEAST_ROWS = 20_000;

    private static final long ROWS_PER_COLUMN = 10;
    private static final long MOST_VALUES =
            1L << 28; // floats of one convolution, which the repair keeps for its rounds

    /** Checks the numbers. */
    public CaptureOptions {
        argument(convolutionRows >= 0, "rows per convolution: expected at least 0, got %d", convolutionRows);
        argument(parts >= 0, "parts: expected at least 0, got %d", parts);
        argument(sampleRows >= 0, "rows to keep: expected at least 0, got %d", sampleRows);
        argument(leaf >= 0, "images of a leaf: expected at least 0, got %d", leaf);
    }

    /**
     * Changes the number of positions.
     *
     * @param rows about how many positions of a convolution to look at, over all images
     * @return the changed options
     */
    public CaptureOptions convolutionRows(int rows) {
        return new CaptureOptions(positive(rows, "rows per convolution"), parts, sampleRows, seed, leaf);
    }

    /**
     * Changes the number of parts.
     *
     * @param count into how many parts to split the images
     * @return the changed options
     */
    public CaptureOptions parts(int count) {
        return new CaptureOptions(convolutionRows, positive(count, "parts"), sampleRows, seed, leaf);
    }

    /**
     * Asks for observations beside the moments.
     *
     * @param rows how many of every layer, at most
     * @return the changed options
     */
    public CaptureOptions sampleRows(int rows) {
        return new CaptureOptions(convolutionRows, parts, rows, seed, leaf);
    }

    /**
     * Changes the seed.
     *
     * @param number of the positions
     * @return the changed options
     */
    public CaptureOptions seed(long number) {
        return new CaptureOptions(convolutionRows, parts, sampleRows, number, leaf);
    }

    /**
     * Changes how many images are added up by themselves: as many as one of the shards shall have, or a divisor of that.
     *
     * @param images of a leaf
     * @return the changed options
     */
    public CaptureOptions leaf(int images) {
        return new CaptureOptions(convolutionRows, parts, sampleRows, seed, positive(images, "images of a leaf"));
    }

    /**
     * Says how many positions of a convolution to look at in each image.
     *
     * @param images how many images there are
     * @param columns how many columns the convolution has, channels x kernel x kernel
     * @return positions per image, at least 1; an image may have fewer
     */
    public int positionsPerImage(int images, int columns) {
        long wanted = Math.min(ROWS_PER_COLUMN * columns, MOST_VALUES / columns);
        long rows = convolutionRows > 0 ? convolutionRows : Math.max(LEAST_ROWS, wanted);
        return Math.toIntExact((rows + images - 1) / images);
    }
}
