package org.mipp.experiment.pruned;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.mipp.capture.Activations;
import org.mipp.network.NetworkStage;
import org.mipp.run.Notes;
import org.mipp.run.TextColumn;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;

/**
 * Accuracy against size: several methods at several budgets, before any retraining.
 *
 * @param points one per method and budget
 * @param warnings doubts, each once, for display
 */
public record Tradeoff(List<Point> points, List<String> warnings) {

    /**
     * One pruned network.
     *
     * @param method who pruned it
     * @param budget of the first method; the others keep as many nodes per layer as it did
     * @param parameters numbers left
     * @param afterCut test accuracy right after the cut, 0 to 1
     * @param afterRepair test accuracy with g installed, 0 to 1
     */
    public record Point(String method, Budget budget, long parameters, double afterCut, double afterRepair) {}

    /** Copies the lists. */
    public Tradeoff {
        points = List.copyOf(points);
        warnings = List.copyOf(warnings);
    }

    /**
     * Prunes one network in many ways. Selection and repair are two claims: both accuracies are taken down for all.
     *
     * @param stage a network whose data are known
     * @param activations captured from it
     * @param budgets of the first method
     * @param methods the first sets the widths that the others follow
     * @return one point per method and budget
     * @throws IllegalArgumentException if the data are not known, or there is no budget or method
     */
    public static Tradeoff of(
            NetworkStage stage, Activations activations, List<Budget> budgets, List<SelectionMethod> methods) {
        argument(
                stage.data().isPresent(),
                "trade-off: expected a network whose data are known, got %s; name them: evaluate(network, data)",
                stage.label());
        argument(
                !budgets.isEmpty() && !methods.isEmpty(),
                "trade-off: expected at least one budget and one method, got %d and %d",
                budgets.size(),
                methods.size());
        List<Point> points = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        try (Progress progress = Progress.of("trade-off", (long) budgets.size() * methods.size())) {
            for (Budget budget : budgets) {
                Masks first = methods.get(0).select(activations, budget);
                for (SelectionMethod method : methods) {
                    Masks masks = method == methods.get(0) ? first : method.select(activations, first.widths());
                    PrunedNetwork pruned = PrunedNetwork.of(stage, masks);
                    PrunedNetwork.Steps steps = pruned.accuracy().orElseThrow();
                    warnings.addAll(pruned.warnings());
                    points.add(new Point(
                            method.name(),
                            budget,
                            pruned.network().architecture().parameterCount(),
                            steps.afterCut().accuracy(),
                            steps.afterRepair().accuracy()));
                    progress.advance(1, method.name() + ", " + budget);
                }
            }
        }
        return new Tradeoff(points, List.copyOf(warnings));
    }

    /** {@return the methods, in the order of the first budget} */
    public List<String> methods() {
        return points.stream().map(Point::method).distinct().toList();
    }

    @Override
    public String toString() {
        String method = TextColumn.of(10, points.stream().map(Point::method));
        String budget =
                TextColumn.of(10, points.stream().map(point -> point.budget().toString()));
        return points.stream()
                        .map(point -> String.format(
                                Locale.ROOT,
                                method + " " + budget + " %,9d parameters %7.2f %% cut %7.2f %% with g",
                                point.method(),
                                point.budget(),
                                point.parameters(),
                                100 * point.afterCut(),
                                100 * point.afterRepair()))
                        .collect(Collectors.joining(System.lineSeparator()))
                + Notes.of(warnings);
    }
}
