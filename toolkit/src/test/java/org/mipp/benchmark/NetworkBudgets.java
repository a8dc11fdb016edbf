package org.mipp.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Mnist;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.LeNet5;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/**
 * LeNet5 on MNIST: one share of variance for every layer against a target of the whole network at the same number of
 * parameters or multiply-accumulates, shared out by equal marginal loss and by equal marginal loss per cost.
 *
 * <p>Protocol of {@link LeNet5Protocol}. Prints a Markdown table.
 */
public final class NetworkBudgets {

    private final Dataset digits = Mnist.load();
    private final Map<String, List<double[]>> results = new LinkedHashMap<>(); // by row: one array of columns per seed
    private final Map<String, String> widths = new LinkedHashMap<>(); // by row: of the first seed

    private NetworkBudgets() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments how many seeds; 3 if none is given
     */
    public static void main(String[] arguments) {
        NetworkBudgets benchmark = new NetworkBudgets();
        int seeds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        for (int seed = 0; seed < seeds; seed++) {
            benchmark.run(seed);
            benchmark.print(seed + 1);
        }
    }

    private void run(int seed) {
        TrainedNetwork dense = Training.train(
                Initialisation.of(LeNet5.architecture(), seed),
                digits,
                TrainingPlan.epochs(6).seed(seed));
        Activations captured = Capture.of(dense, digits.train().first(4000), CaptureOptions.DEFAULT);
        for (double share : new double[] {0.003, 0.01, 0.03, 0.1, 0.2}) {
            Budget budget = new Budget.UnexplainedShare(share);
            PrunedNetwork single = add(dense, captured, budget, budget.toString());
            for (NetworkBudget.Resource resource :
                    List.of(NetworkBudget.Resource.PARAMETERS, NetworkBudget.Resource.MACS)) {
                long most = resource.of(single.network().architecture());
                for (NetworkBudget.Weighting weighting : NetworkBudget.Weighting.values()) {
                    NetworkBudget whole = NetworkBudget.of(resource, most).weighted(weighting);
                    add(dense, captured, whole, "as many " + resource + " as with " + budget + ", " + weighting);
                }
            }
        }
    }

    private PrunedNetwork add(TrainedNetwork dense, Activations captured, Budget budget, String row) {
        Masks masks = new ClosedFormTerc(Regularisation.DEFAULT).select(captured, budget);
        PrunedNetwork pruned = PrunedNetwork.of(dense, masks);
        TrainingPlan plan = TrainingPlan.epochs(1).images(20_000).seed(1);
        widths.putIfAbsent(
                row,
                masks.masks().stream()
                        .map(mask -> String.valueOf(mask.kept().size()))
                        .collect(Collectors.joining("-")));
        results.computeIfAbsent(row, key -> new ArrayList<>()).add(new double[] {
            pruned.network().architecture().parameterCount(),
            pruned.network().architecture().macs(),
            100 * pruned.accuracy().orElseThrow().afterRepair().accuracy(),
            100 * Training.train(pruned, digits, plan).test().accuracy()
        });
        return pruned;
    }

    private void print(int seeds) {
        Machine.print("Budgets of the whole network, LeNet5 on MNIST", "Mean over " + seeds + " seeds, accuracy in %.");
        System.out.println("| budget | widths, first seed | parameters | MACs | with g | g + retraining |");
        System.out.println("|---|---|---|---|---|---|");
        results.forEach((row, runs) -> {
            String cells = "| " + row + " | " + widths.get(row);
            for (int column = 0; column < 4; column++) {
                int place = column;
                double mean =
                        runs.stream().mapToDouble(run -> run[place]).average().orElseThrow();
                cells += String.format(Locale.ROOT, column < 2 ? " | %,.0f" : " | %.2f", mean);
            }
            System.out.println(cells + " |");
        });
    }
}
