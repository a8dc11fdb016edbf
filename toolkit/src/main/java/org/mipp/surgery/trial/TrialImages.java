package org.mipp.surgery.trial;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.Link;
import org.mipp.data.Images;
import org.mipp.linalg.SecondMoments;

/**
 * The captured images split into two disjoint sets: those by which trials are repaired, and some of the others, over which
 * losses are taken.
 *
 * @param activations what was captured of all images
 * @param from the first image that repairs
 * @param to behind the last image that repairs
 * @param measuring the images that measure
 */
record TrialImages(Activations activations, int from, int to, Images measuring) {

    private static final int LEAST = 32; // of each set

    /**
     * Splits where captured parts of the images end, if that leaves enough to repair, else in the middle or later; once so that
     * the images before repair and those behind measure, and once the other way round, so that all have a say.
     */
    static List<TrialImages> both(Activations activations, int wanted) {
        Images all = activations.images();
        argument(
                all.size() >= 2 * LEAST,
                "losses at the outputs: expected at least %d captured images, half of them for the trials' repair and half to"
                        + " measure, got %d; capture more",
                2 * LEAST,
                all.size());
        int measured = Math.min(wanted, all.size() / 2);
        int most = all.size() - measured;
        int border = ends(activations).stream()
                .filter(end -> end <= most && end >= most / 2)
                .reduce(most, (before, end) -> end);
        return List.of(
                new TrialImages(activations, 0, border, all.range(border, border + measured)),
                new TrialImages(activations, border, all.size(), all.first(Math.min(measured, border))));
    }

    /** After how many images each captured part ends. */
    private static List<Integer> ends(Activations activations) {
        List<Integer> ends = new ArrayList<>();
        long images = 0;
        for (SecondMoments part : activations.layers().get(0).links().get(0).parts()) {
            images += part.independentSamples();
            ends.add(Math.toIntExact(images));
        }
        return ends;
    }

    /** What was captured of the images that repair: of parts if these end there, else captured anew. */
    List<LayerActivations> captured() {
        List<Integer> ends = ends(activations);
        int first = from == 0 ? 0 : ends.indexOf(from) + 1;
        int last = ends.indexOf(to) + 1;
        return last > first && (first > 0 || from == 0)
                ? activations.layers().stream()
                        .map(layer -> parts(layer, first, last))
                        .toList()
                : Capture.of(activations.stage(), repairing(), activations.options())
                        .layers();
    }

    /** The images that repair. */
    Images repairing() {
        return activations.images().range(from, to);
    }

    private static LayerActivations parts(LayerActivations layer, int first, int last) {
        List<Link> links = layer.links().stream()
                .map(link -> new Link(link.reader(), link.parts().subList(first, last), link.sample()))
                .toList();
        return new LayerActivations(layer.layer(), links, layer.activations());
    }
}
