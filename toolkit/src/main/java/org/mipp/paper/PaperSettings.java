package org.mipp.paper;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.positive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.mipp.data.Dataset;
import org.mipp.selection.Budget;
import org.mipp.selection.NetworkBudget;

/**
 * How much of a line is run.
 *
 * @param seeds how often everything is repeated
 * @param epochs of the original training; 0 for those of the schedule
 * @param images of the training set to use, the first ones; 0 for all
 * @param captured images to capture; 0 for those of the paper, or more where they are too few
 * @param width the share of every layer's nodes that the network has, 1 for the whole one
 * @param confidence settings of the paper's knob
 * @param keep shares of all nodes to keep, the budgets beside the knob
 * @param methods names of those to run; none for all
 * @param smoke whether the run only proves that everything runs: narrow networks, generated images, few steps
 */
record PaperSettings(
        int seeds,
        int epochs,
        int images,
        int captured,
        double width,
        List<Double> confidence,
        List<Double> keep,
        List<String> methods,
        boolean smoke) {

    /** The knob over its range; ten budgets. */
    static final PaperSettings FULL = new PaperSettings(
            3,
            0,
            0,
            0,
            1,
            List.of(0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99),
            List.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05),
            List.of(),
            false);

    /** One seed, one epoch, both kinds of budgets. */
    static final PaperSettings SMOKE =
            new PaperSettings(1, 1, 0, 0, 1 / 32.0, List.of(0.5), List.of(0.5), List.of(), true);

    private static final int SMALL_BATCH = 16;

    /** Whether nothing but the number of seeds is other than in full. */
    boolean whole() {
        return equals(new PaperSettings(
                seeds,
                FULL.epochs,
                FULL.images,
                FULL.captured,
                FULL.width,
                FULL.confidence,
                FULL.keep,
                FULL.methods,
                FULL.smoke));
    }

    PaperSettings {
        positive(seeds, "--seeds");
        argument(epochs >= 0 && images >= 0, "--epochs, --images: expected numbers, got %d and %d", epochs, images);
        argument(captured >= 0, "--captured: expected a number of images, got %d", captured);
        argument(width > 0 && width <= 1, "--width: expected a number above 0 and at most 1, got %s", width);
        confidence.forEach(level -> betweenZeroAndOne(level, "--confidence"));
        keep.forEach(share -> betweenZeroAndOne(share, "--keep"));
        argument(!confidence.isEmpty() || !keep.isEmpty(), "--confidence, --keep: expected a budget, got none");
        confidence = List.copyOf(confidence);
        keep = List.copyOf(keep);
        methods = List.copyOf(methods);
    }

    /** How networks are trained in this run. */
    PaperSchedule schedule(PaperLine line) {
        PaperSchedule usual = line.data().schedule();
        PaperSchedule course = epochs == 0 ? usual : usual.epochs(epochs);
        return smoke ? course.batch(SMALL_BATCH) : course;
    }

    /** The data of this run. */
    Dataset chosen(Dataset data) {
        return images == 0 ? data : new Dataset(data.name(), data.train().first(images), data.test());
    }

    /** The paper's knob first, from sparing to aggressive, then the shares of nodes. */
    Budget[] budgets() {
        Stream<Budget> knob = doubles(confidence).mapToObj(Budget.Confidence::new);
        Stream<Budget> shares =
                doubles(keep).mapToObj(share -> NetworkBudget.share(NetworkBudget.Resource.NODES, share));
        return Stream.concat(knob, shares).toArray(Budget[]::new);
    }

    private static DoubleStream doubles(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue);
    }

    /** What is less than the whole line, in words; empty where nothing is. */
    String shortened(PaperLine line) {
        Stream<String> all = Stream.of(
                smoke ? "smoke form: proves that it runs, says nothing about accuracy" : "",
                width < 1 && !smoke ? "every layer with " + width + " of its nodes" : "",
                epochs > 0 && epochs != line.data().schedule().epochs()
                        ? epochs + " instead of " + line.data().schedule().epochs() + " epochs"
                        : "",
                seeds < FULL.seeds ? seeds + " instead of " + FULL.seeds + " seeds" : "",
                images > 0 ? String.format(Locale.ROOT, "the first %,d training images", images) : "",
                captured > 0 ? String.format(Locale.ROOT, "%,d images captured", captured) : "",
                confidence.equals(FULL.confidence) ? "" : "confidence " + confidence,
                keep.equals(FULL.keep) ? "" : "budgets " + keep,
                methods.isEmpty() ? "" : "only " + String.join(", ", methods));
        return all.filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }
}
