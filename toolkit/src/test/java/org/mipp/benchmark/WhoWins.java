package org.mipp.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.mipp.Budgets;
import org.mipp.Datasets;
import org.mipp.Methods;
import org.mipp.Networks;
import org.mipp.data.Cifar10;
import org.mipp.data.Dataset;
import org.mipp.experiment.Experiment;
import org.mipp.experiment.ExperimentResult;
import org.mipp.network.Network;
import org.mipp.network.weights.NetworkFile;
import org.mipp.network.zoo.CifarResNet;
import org.mipp.selection.Budget;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.TrainingPlan;

/**
 * All competitors under one protocol: LeNet5 on MNIST and Fashion-MNIST, pruned after or before training, and a trained
 * ResNet-20 on CIFAR-10. Prints what {@link ContestTables} say. May be started several times with the same folder, to use more cores, and started again after a kill.
 */
public final class WhoWins {

    private WhoWins() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code mnist}, {@code fashion} or {@code resnet20:WEIGHTS:FOLDER}, the file of ResNet-20's weights and the
     *     folder of CIFAR-10; {@code after} or {@code before} training; {@code shared} (each method
     *     shares the budget out itself) or {@code widths} (all at MIPP's); folder for the runs; number of seeds; compressions,
     *     separated by commas; names of methods, separated by semicolons, MIPP among them
     */
    public static void main(String[] arguments) {
        Experiment experiment = contest(arguments[0].split(":"))
                .methods(methods(arguments[6]))
                .budgets(Arrays.stream(arguments[5].split(","))
                        .map(factor -> Budgets.parameters(1 / Double.parseDouble(factor)))
                        .toArray(Budget[]::new))
                .seeds(Integer.parseInt(arguments[4]))
                .resumeFrom(Path.of(arguments[3]));
        if (arguments[1].equals("before")) {
            experiment =
                    experiment.beforeTraining().training(TrainingPlan.epochs(1).images(20_000));
        }
        if (arguments[2].equals("widths")) {
            experiment = experiment.atTheSameWidths();
        }
        if (!arguments[6].contains("from scratch")) {
            experiment = experiment.withoutScratch();
        }
        print(experiment.run());
    }

    private static Experiment contest(String... what) {
        if (what[0].equals("resnet20")) {
            Dataset pictures = Cifar10.load(Path.of(what[2]));
            Network resnet = NetworkFile.load(Path.of(what[1]), CifarResNet.of(20, CifarResNet.Shortcut.ZEROS, 10));
            return Experiment.of(EvaluatedNetwork.of(resnet, pictures), pictures)
                    .images(1000)
                    .retraining(TrainingPlan.epochs(1).images(5000));
        }
        return Experiment.of(Networks.lenet5(), what[0].equals("fashion") ? Datasets.fashionMnist() : Datasets.mnist())
                .images(4000)
                .retraining(TrainingPlan.epochs(1).images(10_000));
    }

    private static SelectionMethod[] methods(String names) {
        TrainingPlan plan = TrainingPlan.epochs(3);
        List<SelectionMethod> all = List.of(
                Methods.mipp(),
                Methods.random(0),
                Methods.l1Norm(),
                Methods.normalisedL1Norm(),
                Methods.l2Norm(),
                Methods.normalisedL2Norm(),
                Methods.slimming(),
                Methods.taylor(),
                Methods.snip(),
                Methods.iterSnip(),
                Methods.grasp(),
                Methods.iterGrasp(),
                Methods.synFlow(),
                Methods.sospH(),
                Methods.thiNet(),
                Methods.prosPr(),
                Methods.reinitialisedMipp(0),
                Methods.oto(plan),
                Methods.imp(plan));
        List<String> wanted = List.of(names.split(";"));
        return all.stream().filter(method -> wanted.contains(method.name())).toArray(SelectionMethod[]::new);
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
