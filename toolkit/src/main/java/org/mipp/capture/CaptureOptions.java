package org.mipp.capture;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

/**
 * How much to capture.
 *
 * @param convolutionRows about how many positions of a convolution to look at, over all images; each image gives as many
 * @param parts into how many parts to split the images, for error bars by the jackknife
 * @param sampleRows how many observations of every layer to keep beside the moments, at most; 0 for none
 * @param seed of the positions
 */
public record CaptureOptions(int convolutionRows, int parts, int sampleRows, long seed) {

    /** 20,000 positions, 5 parts, no sample, seed 0. */
    public static final CaptureOptions DEFAULT = new CaptureOptions(20_000, 5, 0, 0);

    /** Checks the numbers. */
    public CaptureOptions {
        positive(convolutionRows, "rows per convolution");
        positive(parts, "parts");
        argument(sampleRows >= 0, "rows to keep: expected at least 0, got %d", sampleRows);
    }

    /**
     * Changes the number of positions.
     *
     * @param rows about how many positions of a convolution to look at, over all images
     * @return the changed options
     */
    public CaptureOptions convolutionRows(int rows) {
        return new CaptureOptions(rows, parts, sampleRows, seed);
    }

    /**
     * Changes the number of parts.
     *
     * @param count into how many parts to split the images
     * @return the changed options
     */
    public CaptureOptions parts(int count) {
        return new CaptureOptions(convolutionRows, count, sampleRows, seed);
    }

    /**
     * Asks for observations beside the moments.
     *
     * @param rows how many of every layer, at most
     * @return the changed options
     */
    public CaptureOptions sampleRows(int rows) {
        return new CaptureOptions(convolutionRows, parts, rows, seed);
    }

    /**
     * Changes the seed.
     *
     * @param number of the positions
     * @return the changed options
     */
    public CaptureOptions seed(long number) {
        return new CaptureOptions(convolutionRows, parts, sampleRows, number);
    }

    /**
     * Says how many positions of a convolution to look at in each image.
     *
     * @param images how many images there are
     * @return positions per image, at least 1
     */
    public int positionsPerImage(int images) {
        return (int) (((long) convolutionRows + images - 1) / images);
    }
}
