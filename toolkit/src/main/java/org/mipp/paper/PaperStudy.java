package org.mipp.paper;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.run.ledger.RecordLedger;
import org.mipp.run.ledger.SettingsKey;

/**
 * Parts of the paper that are no contest of methods, all in our reading, for their details are not known. Finished networks
 * are kept one by one, as those of lines are.
 */
enum PaperStudy {
    PIXELS(
            "Feature selection: the test of nodes on pixels",
            "pixels that stay, %",
            "A perceptron with 100 neurons, trained anew on the pixels that stay, of plain and of deformed digits;"
                    + " ours: the network, the shares, 3,000 images captured, random pixels beside it.") {
        @Override
        void run(PaperArguments arguments, Rows rows) {
            PixelStudy.run(arguments, rows);
        }
    },
    MASKS(
            "Accuracy against the information between mask and data",
            "information between mask and data, nats",
            "Our reading of the second figure: labels depend on 4 of 12 features, another 4 in every data set; a mask of 4 features"
                    + " is the right one with a probability, else drawn at random, so that its information with the data is known."
                    + " MIPP's point has the information of masks that are as often right as its own.") {
        @Override
        void run(PaperArguments arguments, Rows rows) {
            MaskStudy.run(arguments, rows);
        }
    },
    SEARCH(
            "Finding masks in closed form and by the search as published",
            "confidence, %",
            "The same LeNet5, trained on MNIST, and the same 5,120 captured images for both; test accuracy with g, without"
                    + " retraining. The published search trains five small networks for each layer and goes on with them node"
                    + " by node; their size and optimiser are ours.") {
        @Override
        void run(PaperArguments arguments, Rows rows) {
            SearchStudy.run(arguments, rows);
        }
    };

    private final String title;
    private final String axis;
    private final String reading;

    PaperStudy(String title, String axis, String reading) {
        this.title = title;
        this.axis = axis;
        this.reading = reading;
    }

    /** Makes what is missing. */
    abstract void run(PaperArguments arguments, Rows rows);

    static Optional<PaperStudy> named(String word) {
        return Stream.of(values()).filter(study -> study.word().equals(word)).findFirst();
    }

    /** As commands name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    String reading() {
        return reading;
    }

    /** Finished rows, and a place for more. */
    static final class Rows {
        private final RecordLedger<StudyRow> ledger;
        private final Set<Object> done = new HashSet<>();

        private Rows(RecordLedger<StudyRow> ledger) {
            this.ledger = ledger;
            ledger.records().forEach(row -> done.add(StudyRow.KIND.key().apply(row)));
        }

        /** Makes a row unless it is there. */
        void add(String data, String method, double at, long seed, DoubleSupplier accuracy) {
            addTimed(data, method, at, seed, () -> new StudyRow.Outcome(accuracy.getAsDouble(), 0));
        }

        /** Makes a row with the time that its choice took, unless it is there. */
        void addTimed(String data, String method, double at, long seed, Supplier<StudyRow.Outcome> made) {
            if (done.add(new StudyRow.Place(data, method, at, seed))) {
                StudyRow.Outcome outcome = made.get();
                ledger.append(new StudyRow(data, method, at, seed, outcome.accuracy(), outcome.seconds()));
            }
        }
    }

    private String fileName(boolean smoke) {
        return word() + (smoke ? "-smoke" : "") + ".study.jsonl";
    }

    /** What its rows have in common; how long they are trained is part of each study's code, how much data is asked for is not. */
    private SettingsKey key() {
        return SettingsKey.of(word(), 1);
    }

    /** Runs the study in the folder of results. */
    void run(PaperArguments arguments) {
        PaperSettings settings = arguments.settings();
        argument(
                settings.smoke() || settings.whole(),
                "%s: expected none of the options that shorten a line, which a study does not have, got some; leave out all but"
                        + " --seeds, --data and --out",
                word());
        try {
            Files.createDirectories(arguments.out());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make the folder " + arguments.out() + "; choose another by --out", e);
        }
        Path file = arguments.out().resolve(fileName(arguments.settings().smoke()));
        try (RecordLedger<StudyRow> ledger = RecordLedger.open(file, StudyRow.KIND, key())) {
            run(arguments, new Rows(ledger));
        }
    }

    /** Where MIPP ends up depends on all that was measured, so that it leaves rows behind where it was before: the last place counts. */
    private List<StudyRow> shown(List<StudyRow> rows) {
        double last = rows.stream()
                .filter(row -> row.method().equals(MippAhead.MIPP))
                .mapToDouble(StudyRow::at)
                .reduce(Double.NaN, (before, row) -> row);
        return this != MASKS
                ? rows
                : rows.stream()
                        .filter(row -> !row.method().equals(MippAhead.MIPP) || row.at() == last)
                        .toList();
    }

    /** What is there of the study in a folder of results; of its smoke form nothing. */
    List<StudyRow> in(Path folder) {
        Path file = folder.resolve(fileName(false));
        return Files.exists(file) ? shown(RecordLedger.read(file, StudyRow.KIND, key())) : List.of();
    }

    /** The means over seeds with their deviations. */
    Figure figure(List<StudyRow> rows) {
        List<String> sets = rows.stream().map(StudyRow::data).distinct().toList();
        Panels panels =
                new Panels(title, sets.size(), 2).note("Test images; means over seeds, bars of one standard deviation");
        for (String data : sets) {
            panels.panel(data, axis, "test accuracy, %");
            rows.stream()
                    .filter(row -> row.data().equals(data))
                    .map(StudyRow::method)
                    .distinct()
                    .forEach(method -> {
                        List<PaperBins> points = points(rows, data, method);
                        Palette.Style style = Palette.method(method);
                        panels.add(Trace.linesAndMarkers(
                                        points.stream().map(PaperBins::pruned).toList(),
                                        points.stream().map(PaperBins::mean).toList(),
                                        style)
                                .errors(
                                        points.stream()
                                                .map(PaperBins::deviation)
                                                .toList(),
                                        style.colour())
                                .grouped(method));
                    });
        }
        return panels.figure().withLayout("height", 460);
    }

    /** Accuracy in % at every place on the axis. */
    static List<PaperBins> points(List<StudyRow> rows, String data, String method) {
        return points(rows, data, method, row -> 100 * row.accuracy());
    }

    /** A value of rows at every place on the axis. */
    static List<PaperBins> points(List<StudyRow> rows, String data, String method, ToDoubleFunction<StudyRow> value) {
        Map<Double, List<Double>> places = new TreeMap<>();
        rows.stream()
                .filter(row -> row.data().equals(data) && row.method().equals(method))
                .forEach(row -> places.computeIfAbsent(row.at(), same -> new ArrayList<>())
                        .add(value.applyAsDouble(row)));
        return places.entrySet().stream()
                .map(place -> PaperBins.at(place.getKey(), place.getValue()))
                .toList();
    }
}
