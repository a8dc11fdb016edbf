package org.mipp.experiment;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mipp.data.Dataset;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.run.RefusedException;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;
import org.mipp.surgery.Cut;
import org.mipp.training.EvaluatedStage;
import org.mipp.training.judge.Evaluation;

/** The runs of an {@link Experiment} that share a seed: they start from the same weights and the same captured images. */
final class SeededRuns {

    /** What networks that are trained from scratch are called. */
    static final String SCRATCH = "from scratch";

    /** What the whole network is called. */
    static final String WHOLE = "not pruned";

    private final Experiment experiment;
    private final Protocol protocol;
    private final Dataset data;
    private final SeededStart start;
    private final long seed;

    /**
     * Makes the runs of a seed.
     *
     * @param file where the trained network is kept
     */
    SeededRuns(Experiment experiment, Path file, long seed) {
        this.experiment = experiment;
        this.protocol = experiment.protocol();
        this.data = experiment.data();
        this.start = new SeededStart(experiment, file, seed);
        this.seed = seed;
    }

    long seed() {
        return seed;
    }

    /** The whole network, trained, to compare with. */
    RunLine whole() {
        EvaluatedStage judged = start.trained();
        Map<String, Integer> nodes = new LinkedHashMap<>();
        judged.network().architecture().prunable().forEach(layer -> nodes.put(layer.name(), layer.nodes()));
        PruningRun.Outcome outcome = new PruningRun.Measured(
                nodes,
                PruningRun.Size.of(judged.network()),
                0,
                Map.of(RepairMethod.CUT, judged.test().accuracy()),
                Map.of(),
                Map.of(),
                topFive(Map.of(RepairMethod.CUT, judged.test())));
        return new RunLine(RunKeys.WHOLE, RunKeys.WHOLE, new PruningRun(WHOLE, WHOLE, "", seed, outcome));
    }

    /** Every method at one budget, but what is done already. */
    void all(Budget budget, Set<SettingsKey> done, Progress progress, Consumer<RunLine> keep) {
        Leader leader = new Leader(budget);
        start.at(budget);
        for (SelectionMethod given : experiment.methods()) {
            SelectionMethod method = given.seeded(seed);
            SettingsKey key = RunKeys.method(experiment, method);
            if (!done.contains(key)) {
                PruningRun run = run(method.name(), method.toString(), budget, () -> outcome(method, budget, leader));
                keep.accept(new RunLine(key, budget.key(), run));
                start.runIsKept();
            }
            progress.advance(1, method.name() + ", " + budget + ", seed " + seed);
        }
        if (protocol.scratch()) {
            if (!done.contains(RunKeys.SCRATCH)) {
                PruningRun run = run(SCRATCH, SCRATCH, budget, () -> scratch(leader.get()));
                keep.accept(new RunLine(RunKeys.SCRATCH, budget.key(), run));
                start.runIsKept();
            }
            progress.advance(1, SCRATCH + ", " + budget + ", seed " + seed);
        }
    }

    private PruningRun run(String method, String settings, Budget budget, Supplier<PruningRun.Outcome> outcome) {
        start.captured(); // what fails here is no fault of the method
        try {
            return new PruningRun(method, settings, budget.toString(), seed, outcome.get());
        } catch (RefusedException e) {
            return new PruningRun(method, settings, budget.toString(), seed, new PruningRun.Failed(reason(e)));
        }
    }

    /** What the first method chooses, once. */
    private final class Leader implements Supplier<Masks> {

        private final Budget budget;
        private Optional<Masks> masks = Optional.empty();

        Leader(Budget budget) {
            this.budget = budget;
        }

        @Override
        public Masks get() {
            if (masks.isEmpty()) {
                masks = Optional.of(experiment.methods().get(0).seeded(seed).select(start.captured(), budget));
            }
            return masks.get();
        }
    }

    private static String reason(RefusedException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }

    private PruningRun.Outcome outcome(SelectionMethod method, Budget budget, Leader leader) {
        Masks masks = select(method, budget, leader);
        Network source = masks.source(start.captured().stage().network());
        Network cut = Cut.apply(source, masks);
        Map<RepairMethod, Double> treated = new EnumMap<>(RepairMethod.class);
        Map<RepairMethod, Double> seconds = new EnumMap<>(RepairMethod.class);
        Map<RepairMethod, Evaluation> retrained = new EnumMap<>(RepairMethod.class);
        for (RepairMethod treatment : RepairMethod.values()) {
            boolean asked = protocol.retrained().contains(treatment);
            if (!treatment.applies(cut, masks) || treatment.onDemand() && !asked) {
                continue;
            }
            long began = System.nanoTime();
            Network network = treatment.apply(source, cut, masks);
            seconds.put(treatment, (System.nanoTime() - began) / 1e9);
            treated.put(treatment, Evaluation.of(network, data.test()).accuracy());
            if (asked) {
                retrained.put(treatment, method.startsOver() ? fromTheStart(network) : trained(network));
            }
        }
        double capture =
                method.readsActivations() ? start.captured().provenance().seconds() : 0;
        double found = capture + masks.provenance().seconds();
        return new PruningRun.Measured(
                kept(masks), PruningRun.Size.of(cut), found, treated, seconds, accuracy(retrained), topFive(retrained));
    }

    private Masks select(SelectionMethod method, Budget budget, Leader leader) {
        boolean first = method.name().equals(experiment.methods().get(0).name());
        if (first) {
            return leader.get();
        }
        return method.select(
                start.captured(),
                ExperimentSetup.itself(protocol, method, budget) ? budget : widths(method, leader.get()));
    }

    /** What a method keeps that follows the first one: as many nodes in all, or of every layer. */
    private Budget widths(SelectionMethod method, Masks first) {
        boolean sharesOut = protocol.sharing() == Protocol.Sharing.AS_MANY_NODES && method.allocates();
        return sharesOut
                ? NetworkBudget.of(
                        NetworkBudget.Resource.NODES,
                        first.masks().stream()
                                .mapToInt(mask -> mask.kept().size())
                                .sum())
                : first.widths();
    }

    /** A new network at the widths of the first method, trained for as long as the others are altogether. */
    private PruningRun.Outcome scratch(Masks masks) {
        Architecture small =
                Cut.apply(start.captured().stage().network(), masks).architecture();
        Network fresh = Initialisation.of(small, seed);
        Map<RepairMethod, Double> treated = new EnumMap<>(RepairMethod.class);
        Map<RepairMethod, Evaluation> trained = new EnumMap<>(RepairMethod.class);
        for (RepairMethod treatment : RepairMethod.values()) {
            boolean asked = !treatment.onDemand() || protocol.retrained().contains(treatment);
            if (treatment.suitsNewNetworks() && asked) {
                Network network = treatment.apply(fresh, fresh, masks);
                treated.put(treatment, Evaluation.of(network, data.test()).accuracy());
                trained.put(treatment, fromTheStart(network));
            }
        }
        return new PruningRun.Measured(
                kept(masks), PruningRun.Size.of(fresh), 0, treated, Map.of(), accuracy(trained), topFive(trained));
    }

    /** The accuracy of a network that has learned nothing yet, or as good as nothing, after all that the others have learned. */
    private Evaluation fromTheStart(Network network) {
        boolean learned = protocol.when() == Protocol.When.AFTER_TRAINING;
        return trained(learned ? start.train(network, protocol.training()).network() : network);
    }

    private Evaluation trained(Network network) {
        return start.train(network, protocol.afterCut()).test();
    }

    private static Map<RepairMethod, Double> accuracy(Map<RepairMethod, Evaluation> judged) {
        Map<RepairMethod, Double> shares = new EnumMap<>(RepairMethod.class);
        judged.forEach((treatment, evaluation) -> shares.put(treatment, evaluation.accuracy()));
        return shares;
    }

    private static Map<RepairMethod, Double> topFive(Map<RepairMethod, Evaluation> judged) {
        Map<RepairMethod, Double> shares = new EnumMap<>(RepairMethod.class);
        judged.forEach(
                (treatment, evaluation) -> evaluation.topFive().ifPresent(share -> shares.put(treatment, share)));
        return shares;
    }

    private static Map<String, Integer> kept(Masks masks) {
        Map<String, Integer> kept = new LinkedHashMap<>();
        masks.masks().forEach(mask -> kept.put(mask.layer(), mask.kept().size()));
        return kept;
    }
}
