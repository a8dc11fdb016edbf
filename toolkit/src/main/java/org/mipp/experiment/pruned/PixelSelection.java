package org.mipp.experiment.pruned;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.LayerActivations;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.linalg.SecondMoments;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.terc.ClosedFormTerc;

/**
 * Which pixels a network needs: TERC's test (transfer entropy redundancy criterion) applied to the input layer, as the
 * paper does to choose features (Westphal, Hailes, Musolesi, arXiv:2411.00147), in closed form.
 *
 * <p>X is the pixels, Y what the first linear map makes of them before its activation. Only for networks whose first
 * linear map is fully connected: a convolution reads every pixel at many places, and a pixel is no node of it. Pixels
 * that the first map weighs alike, and pixels that others predict, go; with fewer neurons than pixels most of them may.
 *
 * @param activations of the pixels, see {@link Capture#ofPixels}
 * @param budget when to stop
 * @param path the order in which pixels would go; pixels are numbered channel by channel, row by row
 * @param warnings what to know before the numbers are believed, for display
 * @param provenance seed, samples, device, seconds
 */
public record PixelSelection(
        Activations activations, Budget budget, RemovalPath path, List<String> warnings, Provenance provenance) {

    /** Copies the warnings. */
    public PixelSelection {
        warnings = List.copyOf(warnings);
    }

    /**
     * Chooses pixels. Runs the images that were captured through the network's first map again.
     *
     * @param captured activations of the network; name the network, the images and the seed
     * @param method the closed form
     * @param budget one that a layer can follow by itself; {@link Budget.KeptCounts} calls the layer {@code pixels}
     * @return the pixels that stay, and the order in which they would go
     * @throws IllegalArgumentException if the first linear map is not fully connected, or the budget is one of the whole
     *     network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one removal
     */
    public static PixelSelection of(Activations captured, ClosedFormTerc method, Budget budget) {
        argument(
                budget instanceof Budget.PerLayer,
                "pixels: expected a budget that one layer can follow, got '%s'; use a kept fraction, a share of variance,"
                        + " lost information or a confidence",
                budget);
        long start = System.nanoTime();
        Activations pixels = Capture.ofPixels(captured.stage(), captured.images(), captured.options());
        List<String> warnings = new ArrayList<>();
        RemovalPath path = method.path(pixels.layers().get(0), (Budget.PerLayer) budget, warnings);
        Provenance seen = pixels.provenance();
        return new PixelSelection(
                pixels,
                budget,
                path,
                warnings,
                new Provenance(seen.seed(), seen.samples(), seen.device(), (System.nanoTime() - start) / 1e9));
    }

    /** {@return the pixels that stay} */
    public Mask mask() {
        return path.mask();
    }

    /** {@return how many pixels never varied on the captured images} */
    public long constant() {
        return layer().dead();
    }

    /** {@return for every pixel when it would go, from 1; those that would never go share the last place} */
    public int[] places() {
        int[] places = new int[path.nodes()];
        Arrays.fill(places, path.removals().size() + 1);
        for (int i = 0; i < path.removals().size(); i++) {
            places[path.removals().get(i).node()] = i + 1;
        }
        return places;
    }

    /**
     * Sets the pixels that went to their mean over the captured images, rounded: what is left tells nothing of them.
     *
     * @param images of the same shape
     * @return the changed images
     * @throws IllegalArgumentException if the shape is another
     */
    public Images apply(Images images) {
        int each = path.nodes();
        Images seen = activations.images();
        argument(
                images.channels() == seen.channels()
                        && images.height() == seen.height()
                        && images.width() == seen.width(),
                "pixels: expected images of %d x %d x %d, got %s",
                seen.channels(),
                seen.height(),
                seen.width(),
                images);
        SecondMoments moments = layer().links().get(0).moments();
        double[] mean = moments.inputMean();
        boolean[] kept = mask().flags();
        byte[] pixels = new byte[images.size() * each];
        images.pixels().get(pixels);
        for (int i = 0; i < pixels.length; i++) {
            if (!kept[i % each]) {
                pixels[i] = (byte) Math.round(255 * mean[i % each]);
            }
        }
        return images.withPixels(images.name() + ", " + mask().kept().size() + " pixels", pixels);
    }

    /**
     * Sets the pixels that went to their mean in training and test images.
     *
     * @param data images of the same shape
     * @return the changed data
     * @throws IllegalArgumentException if the shape is another
     */
    public Dataset apply(Dataset data) {
        return new Dataset(
                data.name() + ", " + mask().kept().size() + " pixels", apply(data.train()), apply(data.test()));
    }

    private LayerActivations layer() {
        return activations.layers().get(0);
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "Pixels needed by %s, %s: %d of %d stay; %d never vary (%s)",
                        activations.stage().label(),
                        budget,
                        mask().kept().size(),
                        path.nodes(),
                        constant(),
                        provenance)
                + Notes.of(warnings);
    }
}
