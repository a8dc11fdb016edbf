package org.mipp.experiment.pruned;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mipp.network.NetworkStage;
import org.mipp.network.structure.Architecture;
import org.mipp.training.TrainedNetwork;

/** Names for the rows of a comparison: who pruned each, or which network it is. No two are alike. */
final class ComparisonNames {

    private static final String WHOLE = "not pruned";

    private final List<NetworkStage> stages;
    private final List<NetworkStage> dense; // not pruned here, as far as their stages tell

    private ComparisonNames(List<NetworkStage> stages) {
        this.stages = stages;
        this.dense = stages.stream().filter(stage -> pruned(stage).isEmpty()).toList();
    }

    /** The pruned network that a stage is or was retrained from. */
    static Optional<PrunedNetwork> pruned(NetworkStage stage) {
        return before(stage) instanceof PrunedNetwork pruned ? Optional.of(pruned) : Optional.empty();
    }

    private static NetworkStage before(NetworkStage stage) {
        return stage instanceof TrainedNetwork trained ? trained.start() : stage;
    }

    /** One name per stage: pruned ones by method, with budget and label where they share it; others by {@link #whole} or label. */
    static List<String> of(List<NetworkStage> stages) {
        return new ComparisonNames(stages).names();
    }

    /** The name if it is not among those taken, else the name with the first number that makes it free. */
    static String free(String name, List<String> taken) {
        return taken.contains(name)
                ? IntStream.iterate(2, number -> number + 1)
                        .mapToObj(number -> name + ", no. " + number)
                        .filter(candidate -> !taken.contains(candidate))
                        .findFirst()
                        .orElseThrow()
                : name;
    }

    private List<String> names() {
        List<String> names = stages.stream()
                .map(stage ->
                        pruned(stage).map(network -> network.masks().method()).orElseGet(() -> label(stage)))
                .toList();
        names = toldApart(names, stage -> pruned(stage)
                .map(network -> ", " + network.masks().budget())
                .orElse(""));
        names = toldApart(names, stage -> pruned(stage)
                .map(network -> ", of " + network.start().label())
                .orElse(""));
        List<String> unique = new ArrayList<>();
        names.forEach(name -> unique.add(free(name, unique)));
        Optional<NetworkStage> whole = whole();
        return IntStream.range(0, stages.size())
                .mapToObj(i -> whole.filter(stage -> stage == stages.get(i)).isPresent() ? WHOLE : unique.get(i))
                .toList();
    }

    /** Adds to the names that several stages share. */
    private List<String> toldApart(List<String> names, Function<NetworkStage, String> addition) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> Collections.frequency(names, names.get(i)) == 1
                        ? names.get(i)
                        : names.get(i) + addition.apply(stages.get(i)))
                .toList();
    }

    /** The stage's label; with its nodes where another that goes by its architecture's name has another number of them. */
    private String label(NetworkStage stage) {
        Architecture own = stage.network().architecture();
        boolean resized = dense.stream()
                .map(other -> other.network().architecture())
                .anyMatch(other -> other.name().equals(own.name()) && other.nodes() != own.nodes());
        return stage.label() + (resized ? ", " + own.nodes() + " nodes" : "");
    }

    /** The one network that pruned ones began as, in the same weights or after a training of its own; empty if several are. */
    private Optional<NetworkStage> whole() {
        List<NetworkStage> starts = dense.stream().filter(this::isStart).toList();
        return starts.size() == 1 ? Optional.of(starts.get(0)) : Optional.empty();
    }

    @SuppressWarnings("ReferenceEquality") // the very network, not one like it
    private boolean isStart(NetworkStage stage) {
        Architecture own = stage.network().architecture();
        return !stage.pruned()
                && dense.stream()
                        .map(other -> other.network().architecture())
                        .noneMatch(other -> other.name().equals(own.name()) && other.nodes() > own.nodes())
                && stages.stream()
                        .flatMap(other -> pruned(other).stream())
                        .map(pruned -> pruned.start().network())
                        .anyMatch(start -> start == stage.network()
                                || start == before(stage).network());
    }
}
