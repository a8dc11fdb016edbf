package org.mipp.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mipp.data.Dataset;
import org.mipp.experiment.Experiment;
import org.mipp.experiment.RepairMethod;
import org.mipp.network.Initialisation;
import org.mipp.network.structure.Architecture;
import org.mipp.selection.SelectionMethod;

/**
 * Runs a line. Finished runs, trained networks and the checkpoints of trainings are kept in a folder of their own, so that the
 * same call goes on after a kill.
 *
 * <p>As in the paper, networks are retrained as they were cut, and competitors keep as many nodes in all as MIPP does; how well
 * a network does with g, but without retraining, is taken down too.
 *
 * @param line what
 * @param settings how much of it
 * @param out the folder of all results
 */
record PaperRun(PaperLine line, PaperSettings settings, Path out) {

    private static final int PAPERS = 20 * 256; // images captured
    private static final String GENERATED = "generated-files";

    /** What a line's folder and figures are called; of its smoke form otherwise, so that the two do not meet. */
    String name() {
        return line.name() + (settings.smoke() ? "-smoke" : "");
    }

    Path folder() {
        return out.resolve(name());
    }

    /**
     * Reads the data, in smoke form from files that are made for it.
     *
     * @param place where they are; absent for the project's own
     */
    Dataset data(Optional<Path> place) {
        if (!settings.smoke()) {
            return settings.chosen(line.data().load(place, false));
        }
        Path made = out.resolve(GENERATED);
        GeneratedFiles.write(line.data(), made);
        return line.data().load(Optional.of(made), true);
    }

    /** What is less than the whole line, in words, files that are not there too; empty where nothing is. */
    String shortened(Dataset data) {
        String asked = settings.shortened(line);
        boolean partial = !settings.smoke()
                && settings.images() == 0
                && data.train().size() < line.data().images();
        String found = partial
                ? String.format(
                        Locale.ROOT,
                        "files of only %,d of %,d training images",
                        data.train().size(),
                        line.data().images())
                : "";
        return Stream.of(found, asked).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    /** The line as an experiment. */
    Experiment experiment(Dataset data) {
        Architecture whole = line.architecture(data.train().classes());
        Architecture run = settings.width() < 1 ? PaperNetwork.narrow(whole, settings.width()) : whole;
        PaperSchedule schedule = settings.schedule(line);
        Experiment experiment = Experiment.of(Initialisation.of(run, 0), data)
                .methods(PaperMethods.of(line, schedule.training(), settings).toArray(SelectionMethod[]::new))
                .budgets(settings.budgets())
                .seeds(settings.seeds())
                .training(schedule.training())
                .retraining(schedule.retraining())
                .images(captured(run, data))
                .asManyNodes()
                .retrainedAfter(RepairMethod.CUT)
                .withoutScratch()
                .resumeFrom(folder());
        return line.before() ? experiment.beforeTraining() : experiment;
    }

    /**
     * How many images are captured: as asked for, else the paper's 5,120, or a quarter more than the widest map has columns where
     * those are too few for the exact test behind the paper's knob.
     */
    private int captured(Architecture architecture, Dataset data) {
        int least = settings.smoke() ? 0 : PAPERS;
        int enough = Math.max(least, 5 * PaperNetwork.widest(architecture) / 4);
        int wanted = settings.captured() > 0 ? settings.captured() : enough;
        return Math.min(wanted, data.train().size());
    }

    /**
     * Says what the line takes, and refuses what does not fit. A line that goes on after a kill is not measured again.
     *
     * @param asked whether nothing but this was asked for
     * @param say where to
     */
    void estimate(Experiment experiment, boolean asked, Consumer<String> say) {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + out + "; choose another one by --out", e);
        }
        PaperEstimate estimate = PaperEstimate.of(experiment, settings, 0);
        estimate.require(name(), out); // before anything is trained to measure
        if (!asked && Files.exists(folder())) {
            say.accept("goes on from what is in " + folder());
            return;
        }
        PaperEstimate.of(experiment, settings, PaperEstimate.measure(experiment, settings.smoke()))
                .lines()
                .forEach(say);
    }

    /** Runs what is not in the folder yet, and keeps what came out. */
    PaperResult run(Experiment experiment) {
        PaperResult result = new PaperResult(
                line.name(),
                shortened(experiment.data()),
                settings.smoke(),
                settings.schedule(line).toString(),
                experiment.run());
        result.save(out);
        return result;
    }
}
