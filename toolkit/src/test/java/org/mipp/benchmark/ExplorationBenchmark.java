package org.mipp.benchmark;

import static org.mipp.Datasets.mnist;
import static org.mipp.Explanations.explore;
import static org.mipp.Mipp.capture;
import static org.mipp.Mipp.epochs;
import static org.mipp.Mipp.train;
import static org.mipp.Networks.lenet5;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.mipp.data.Dataset;
import org.mipp.experiment.pruned.Exploration;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.network.ExplorationFigure;
import org.mipp.training.TrainedNetwork;

/** How long {@code explore} takes on LeNet5 and MNIST, and how large its figure is. With a folder as argument saves it there. */
public final class ExplorationBenchmark {

    private ExplorationBenchmark() {}

    public static void main(String[] arguments) {
        Dataset digits = mnist();
        TrainedNetwork lenet = train(lenet5(), digits, epochs(1));
        var activations = capture(lenet, digits.sample(2_000));
        var processor = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = processor.getProcessCpuTime();
        long begun = System.nanoTime();
        Exploration explored = explore(lenet, activations);
        Figure figure = ExplorationFigure.of(explored);
        int bytes = figure.toJson().getBytes(StandardCharsets.UTF_8).length;
        System.out.printf(
                Locale.ROOT,
                "%s%nexplore on LeNet5: %.1f s, %.1f processor seconds, figure of %,d bytes, with its still %,d%n",
                explored,
                (System.nanoTime() - begun) / 1e9,
                (processor.getProcessCpuTime() - before) / 1e9,
                bytes,
                bytes + figure.toPng().length * 4 / 3);
        if (arguments.length > 0) {
            figure.save(Path.of(arguments[0], "explore.png"));
            figure.save(Path.of(arguments[0], "explore.html"));
        }
    }
}
