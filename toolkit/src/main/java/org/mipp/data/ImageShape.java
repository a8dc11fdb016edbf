package org.mipp.data;

import static org.mipp.run.Checks.positive;
import static org.mipp.run.Checks.saturated;

/**
 * The shape of one image, and where its pixels are: channel by channel and row by row.
 *
 * @param channels channels per image
 * @param height rows per image
 * @param width columns per image
 */
public record ImageShape(int channels, int height, int width) {

    /** Checks that there are pixels. */
    public ImageShape {
        positive(channels, "channels");
        positive(height, "height");
        positive(width, "width");
    }

    /** {@return the pixels of one image of a set that is there} */
    public int pixels() {
        return channels * height * width;
    }

    /** Pixels of so many images, or the largest number if there are more. */
    long pixels(int images) {
        return saturated(saturated(saturated(images, channels), height), width);
    }

    /** Where a pixel is among those of its image. */
    int place(int channel, int row, int column) {
        return (channel * height + row) * width + column;
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
