package org.mipp.data;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.upToOne;

import java.util.ArrayList;
import java.util.List;

/**
 * How images are changed at random before a network learns from them, so that it cannot learn them by heart. What happens to
 * an image depends on seed, epoch and the image's place alone.
 *
 * @param mirror whether every other image is mirrored, left for right
 * @param shift by how many pixels images are moved at most, in both directions; 0 for none. What comes in is black
 * @param leastArea how much of an image is left at least of which a part is cut out and brought to the image's size; 1 for no
 *     cuts
 */
public record Augmentation(boolean mirror, int shift, double leastArea) {

    /** Changes nothing. */
    public static final Augmentation NONE = new Augmentation(false, 0, 1);

    /** Checks the numbers. */
    public Augmentation {
        argument(shift >= 0, "shift: expected a number of pixels of at least 0, got %d", shift);
        upToOne(leastArea, "least share of an image to cut out");
    }

    /** {@return the same with every other image mirrored} */
    public Augmentation mirrored() {
        return new Augmentation(true, shift, leastArea);
    }

    /**
     * Moves images.
     *
     * @param pixels how far at most
     * @return the changed augmentation
     */
    public Augmentation shifted(int pixels) {
        return new Augmentation(mirror, pixels, leastArea);
    }

    /**
     * Cuts out parts.
     *
     * @param area how much of an image a part has at least, above 0 and at most 1
     * @return the changed augmentation
     */
    public Augmentation cropped(double area) {
        return new Augmentation(mirror, shift, area);
    }

    /**
     * Changes images, each when it is read. Cost: some additions per pixel.
     *
     * @param images what to change; itself if nothing is to be changed
     * @param seed of all choices
     * @param epoch which time the images are seen
     * @return as many images, with their labels if they have some
     * @throws IllegalArgumentException if images are to be moved out of their frame
     */
    public Images of(Images images, long seed, int epoch) {
        argument(
                shift < Math.min(images.height(), images.width()),
                "shift: expected less than the %d x %d pixels of %s, got %d",
                images.height(),
                images.width(),
                images.name(),
                shift);
        return equals(NONE) ? images : new Images(images.name(), new AugmentedImages(images, this, seed, epoch));
    }

    @Override
    public String toString() {
        List<String> changes = new ArrayList<>();
        if (mirror) {
            changes.add("mirrored");
        }
        if (shift > 0) {
            changes.add("shifted by up to " + shift);
        }
        if (leastArea < 1) {
            changes.add("cropped to " + leastArea + " or more");
        }
        return changes.isEmpty() ? "as they are" : String.join(", ", changes);
    }
}
