package org.mipp.benchmark;

import static org.mipp.run.Checks.argument;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.mipp.AllMethods;
import org.mipp.Budgets;
import org.mipp.Datasets;
import org.mipp.Networks;
import org.mipp.Retraining;
import org.mipp.data.Cifar10;
import org.mipp.data.Dataset;
import org.mipp.experiment.Experiment;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.RepairMethod;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.TrainingPlan;

/**
 * All competitors under one protocol, Torch-Pruning among them: LeNet5 on MNIST and Fashion-MNIST, pruned after or before training,
 * and a trained ResNet-20 on CIFAR-10. Prints what {@link ContestTables} say. May be started several times with the same folder, to use
 * more cores, and started again after a kill.
 */
public final class WhoWins {

    private static final String SCRATCH = "from scratch";

    private WhoWins() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code mnist}, {@code fashion} or {@code resnet20:WEIGHTS:FOLDER}, the file of ResNet-20's weights and
     *     the folder of CIFAR-10; {@code after} or {@code before} training; {@code shared} (each method shares the budget out
     *     itself), {@code widths} (all at MIPP's) or {@code measured} (each by measured losses; repaired by blocks too); folder for
     *     the runs; number of seeds; compressions, separated by commas; names of methods, separated by semicolons, MIPP among them,
     *     {@code from scratch} for new networks of MIPP's widths; [{@code labels} or {@code outputs}: what retraining goes by]
     *     [a Python that has torch-pruning]
     */
    public static void main(String[] arguments) {
        argument(
                arguments.length >= 7 && arguments.length <= 9,
                "arguments: expected 7 to 9 (network, when, sharing, folder, seeds, compressions, methods, what retraining goes"
                        + " by, Python), got %s",
                List.of(arguments));
        boolean before = choice(arguments[1], "after", "before");
        boolean measured = arguments[2].equals("measured");
        boolean widths = !measured && choice(arguments[2], "shared", "widths");
        List<String> names = List.of(arguments[6].split(";"));
        Experiment experiment = contest(arguments[0].split(":"))
                .methods(methods(names, arguments.length > 8 ? arguments[8] : "python3"))
                .budgets(Arrays.stream(arguments[5].split(","))
                        .map(factor -> Budgets.parameters(1 / Double.parseDouble(factor)))
                        .map(budget -> measured ? Budgets.measured(budget) : budget)
                        .toArray(Budget[]::new))
                .seeds(Integer.parseInt(arguments[4]))
                .resumeFrom(Path.of(arguments[3]));
        if (arguments.length > 7 && choice(arguments[7], "labels", "outputs")) {
            experiment = experiment.retraining(onOutputs(experiment));
        }
        if (measured) {
            experiment = experiment.retrainedAfter(RepairMethod.CUT, RepairMethod.G, RepairMethod.BLOCKS);
        }
        if (before) {
            experiment =
                    experiment.beforeTraining().training(TrainingPlan.epochs(1).images(20_000));
        }
        if (widths) {
            experiment = experiment.atTheSameWidths();
        }
        if (!names.contains(SCRATCH)) {
            experiment = experiment.withoutScratch();
        }
        print(experiment.run());
    }

    /** As many steps on the whole network's outputs; of pictures of things 100 steps, mirrored. */
    private static TrainingPlan onOutputs(Experiment experiment) {
        TrainingPlan plan = experiment.protocol().retraining().loss(Retraining.onItsOwnOutputs());
        return experiment.data().test().channels() == 1
                ? plan
                : TrainingPlan.epochs(2)
                        .images(5000)
                        .loss(plan.loss())
                        .batchSize(100)
                        .learningRate(2e-3)
                        .mirrored();
    }

    /** Whether the second of two words was given. */
    private static boolean choice(String word, String first, String second) {
        argument(
                word.equals(first) || word.equals(second),
                "arguments: expected '%s' or '%s', got '%s'",
                first,
                second,
                word);
        return word.equals(second);
    }

    private static Experiment contest(String... what) {
        if (what[0].equals("resnet20")) {
            argument(what.length == 3, "network: expected resnet20:WEIGHTS:FOLDER, got %s", String.join(":", what));
            Dataset pictures = Cifar10.load(Path.of(what[2]));
            Network resnet = NetworkFile.load(Path.of(what[1]), CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10));
            return Experiment.of(EvaluatedNetwork.of(resnet, pictures), pictures)
                    .images(1000)
                    .retraining(TrainingPlan.epochs(1).images(5000));
        }
        boolean fashion = choice(what[0], "mnist", "fashion");
        return Experiment.of(Networks.lenet5(), fashion ? Datasets.fashionMnist() : Datasets.mnist())
                .images(4000)
                .retraining(TrainingPlan.epochs(1).images(10_000));
    }

    /** The methods of some names, MIPP, whose widths others follow, first. */
    private static SelectionMethod[] methods(List<String> names, String python) {
        List<SelectionMethod> all = Stream.concat(
                        AllMethods.of(TrainingPlan.epochs(3)).stream(), TorchPruning.all(python).stream())
                .toList();
        List<String> known = Stream.concat(all.stream().map(SelectionMethod::name), Stream.of(SCRATCH))
                .toList();
        argument(names.contains(known.get(0)), "methods: expected %s among them, got %s", known.get(0), names);
        argument(known.containsAll(names), "methods: expected some of '%s', got %s", String.join(";", known), names);
        return all.stream().filter(method -> names.contains(method.name())).toArray(SelectionMethod[]::new);
    }

    private static void print(ExperimentResult result) {
        Machine.print(
                "Who wins",
                result.settings() + "; " + result.whole().size() + " seeds. Not pruned: "
                        + result.dense().percent() + " %.");
        new ContestTables(result).print();
        result.failures().forEach(run -> System.out.println("\n" + run));
    }
}
