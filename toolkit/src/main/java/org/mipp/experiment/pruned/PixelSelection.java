package org.mipp.experiment.pruned;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.LayerActivations;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.repair.Repair;

/**
 * Which pixels, or which channels of pixels, a network needs: TERC's test (transfer entropy redundancy criterion) applied to the
 * input layer, as the paper does to choose features (Westphal, Hailes, Musolesi, arXiv:2411.00147), in closed form.
 *
 * <p>X is the pixels, Y what the first linear map makes of them before its activation. Pixels that the first map weighs alike, and
 * pixels that others predict, go; with fewer neurons than pixels most of them may. A convolution reads every pixel at many places, and a
 * pixel is no column of it: then Y is the labels of the images, of which pixels go that tell least of the classes beyond the others;
 * or the nodes are whole channels, each read through the columns of its kernel.
 *
 * @param activations of the pixels, see {@link Capture#ofPixels}, {@link Capture#ofPixelsAndLabels} and {@link Capture#ofChannels}
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
     * Chooses pixels: by what the first linear map makes of them where that is fully connected, for which the images that were captured
     * run through it again; else by the labels of these images.
     *
     * @param captured activations of the network; name the network, the images and the seed
     * @param method the closed form
     * @param budget one that a layer can follow by itself; {@link Budget.KeptCounts} calls the layer {@code pixels}
     * @return the pixels that stay, and the order in which they would go
     * @throws IllegalArgumentException if the first linear map is not fully connected and the images have no labels, or the budget is
     *     one of the whole network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one removal
     */
    public static PixelSelection of(Activations captured, ClosedFormTerc method, Budget budget) {
        return of(captured, PixelTarget.fitting(captured), method, budget);
    }

    /**
     * Chooses pixels by what they tell of a target.
     *
     * @param captured activations of the network; name the network, the images and the seed
     * @param target what pixels are to tell
     * @param method the closed form
     * @param budget as above
     * @return the pixels that stay, and the order in which they would go
     * @throws IllegalArgumentException if the images have no labels, or the first linear map is not fully connected, where these are
     *     the target, or the budget is one of the whole network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one removal
     */
    public static PixelSelection of(Activations captured, PixelTarget target, ClosedFormTerc method, Budget budget) {
        return of(captured, target.recapture(), method, budget);
    }

    /**
     * Chooses channels of the images, by what the first linear maps make of them.
     *
     * @param captured as for pixels
     * @param method the closed form
     * @param budget as for pixels; {@link Budget.KeptCounts} calls the layer {@code channels}
     * @return the channels that stay, and the order in which they would go
     * @throws IllegalArgumentException if there is one channel, the network does not read them by linear maps, or the budget is one of
     *     the whole network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one removal
     */
    public static PixelSelection ofChannels(Activations captured, ClosedFormTerc method, Budget budget) {
        return of(captured, Capture::ofChannels, method, budget);
    }

    private static PixelSelection of(
            Activations captured, PixelTarget.Recapture recapture, ClosedFormTerc method, Budget budget) {
        argument(
                budget instanceof Budget.PerLayer,
                "pixels: expected a budget that one layer can follow, got '%s'; use a kept fraction, a share of variance,"
                        + " lost information or a confidence",
                budget);
        long start = System.nanoTime();
        Activations pixels = recapture.of(captured.stage(), captured.images(), captured.options());
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
     * Finds the node that a pixel belongs to.
     *
     * @param pixel its number in an image, channel by channel, row by row
     * @return the pixel itself, or its channel where these are chosen
     */
    public int nodeOf(int pixel) {
        return pixel / (perImage() / path.nodes());
    }

    private int perImage() {
        Images seen = activations.images();
        return seen.channels() * seen.height() * seen.width();
    }

    /**
     * Sets the pixels that went to their mean over the captured images, rounded: what is left tells nothing of them.
     *
     * @param images of the same shape
     * @return the changed images
     * @throws IllegalArgumentException if the shape is another
     */
    public Images apply(Images images) {
        int each = perImage();
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
        byte[] mean = mean(seen.pixels(), each);
        boolean[] kept = mask().flags();
        ByteBuffer bytes = images.pixels(); // refuses what does not fit
        byte[] pixels = new byte[bytes.limit()];
        bytes.get(pixels);
        for (int i = 0; i < pixels.length; i++) {
            if (!kept[nodeOf(i % each)]) {
                pixels[i] = mean[i % each];
            }
        }
        return images.withPixels(images.name() + ", " + mask().kept().size() + " " + path.layer(), pixels);
    }

    private static byte[] mean(ByteBuffer pixels, int each) {
        long[] sums = new long[each];
        int images = pixels.limit() / each;
        for (int i = 0; i < pixels.limit(); i++) {
            sums[i % each] += pixels.get(i) & 0xff;
        }
        byte[] mean = new byte[each];
        for (int pixel = 0; pixel < each; pixel++) {
            mean[pixel] = (byte) Math.round((double) sums[pixel] / images);
        }
        return mean;
    }

    /**
     * Repairs the network for images that have lost the pixels that went, without labels and without training: every linear map gets
     * from what is left what it got of the whole image, as nearly as it can.
     *
     * @return the network, to be judged on {@link #apply(Images) changed} images
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public Network repaired() {
        Images whole = activations.images();
        return Repair.forImages(activations.stage().network(), whole, apply(whole), activations.options());
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
                data.name() + ", " + mask().kept().size() + " " + path.layer(),
                apply(data.train()),
                apply(data.test()));
    }

    /** {@return what was chosen, and by what} */
    public String title() {
        String by = layer().layer().readers().stream().map(DownstreamLayer::map).collect(Collectors.joining(", "));
        String what =
                Character.toUpperCase(path.layer().charAt(0)) + path.layer().substring(1);
        return Capture.LABELS.equals(by)
                ? what + " that tell the labels"
                : what + " needed by " + activations.stage().label();
    }

    private LayerActivations layer() {
        return activations.layers().get(0);
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "%s, %s: %d of %d stay; %d never vary (%s)",
                        title(),
                        budget,
                        mask().kept().size(),
                        path.nodes(),
                        constant(),
                        provenance)
                + Notes.of(warnings);
    }
}
