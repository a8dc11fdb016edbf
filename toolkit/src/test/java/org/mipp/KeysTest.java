package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mipp.information.MiEstimator;
import org.mipp.information.neural.LatentMi;
import org.mipp.information.neural.NeuralOptions;
import org.mipp.selection.Budget;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainingPlan;

/**
 * What files of earlier runs know methods, budgets and estimators by. Where a line of these has to change, all files begun before
 * are of no use: raise the version if results change too, and say it in CHANGELOG.
 */
class KeysTest {

    /** What changes no result, and scores that are a function, which go by their name. */
    private static final Set<String> LEFT_OUT = Set.of("file", "scores");

    private static List<SelectionMethod> methods() {
        List<SelectionMethod> methods = new ArrayList<>(AllMethods.of(TrainingPlan.epochs(1)));
        methods.add(Methods.scored("mine", (network, layer) -> new double[0]));
        methods.add(Methods.terc(Estimators.ksg(3)));
        methods.add(Methods.publishedTerc(5));
        return methods;
    }

    private static List<MiEstimator> estimators() {
        return List.of(
                Estimators.gaussianMi(),
                Estimators.copulaMi(),
                Estimators.ksg(3),
                Estimators.binned(8),
                Estimators.discrete(),
                Estimators.renyi(),
                Estimators.ross(3),
                Estimators.lossDifference(),
                Estimators.mine(),
                Estimators.smile(),
                Estimators.infoNce(),
                new LatentMi(Estimators.ksg(3), NeuralOptions.DEFAULT, 2, 0),
                MiEstimator.named("mine 1", (x, y) -> 0));
    }

    private static final List<Budget> BUDGETS = List.of(
            Budgets.confidence(0.9),
            Budgets.keep(0.5),
            Budgets.keep(Map.of("b", 2, "a", 1)),
            Budgets.unexplained(0.1),
            Budgets.lose(2.5),
            Budgets.macs(1000L),
            Budgets.parameters(0.25).weighted(NetworkBudget.Weighting.LOSS),
            Budgets.latency(0.5));

    @Test
    void budgetsAreKnownByThis() {
        assertLines(BUDGETS.stream().map(budget -> budget.key().toString()), """
                {"is":"Confidence","version":1,"level":0.9}
                {"is":"KeptFraction","version":1,"fraction":0.5}
                {"is":"KeptCounts","version":1,"counts":{"a":1,"b":2}}
                {"is":"UnexplainedShare","version":1,"share":0.1}
                {"is":"LostInformation","version":1,"nats":2.5}
                {"is":"NetworkBudget","version":1,"resource":"MACS","target":1000.0,"relative":false,"weighting":"LOSS_PER_COST",\
                "measured":[],"rule":{"is":"WidthRule","least":0.0,"multiple":1}}
                {"is":"NetworkBudget","version":1,"resource":"PARAMETERS","target":0.25,"relative":true,"weighting":"LOSS",\
                "measured":[],"rule":{"is":"WidthRule","least":0.0,"multiple":1}}
                {"is":"NetworkBudget","version":1,"resource":{"is":"MeasuredLatency","batch":32},"target":0.5,"relative":true,\
                "weighting":"LOSS_PER_COST","measured":[],"rule":{"is":"WidthRule","least":0.0,"multiple":1}}
                """);
    }

    @Test
    void methodsThatTrainNothingAreKnownByThis() {
        assertLines(
                methods().stream()
                        .map(method -> method.key().orElseThrow().toString())
                        .filter(key -> !key.contains("\"plan\"")),
                """
                {"is":"terc-closed-form","version":1,"regularisation":{"is":"Regularisation","ridge":1.0E-4,"noise":0.1}}
                {"is":"random","version":1,"seed":0}
                {"is":"l1-norm","version":1,"normalised":false}
                {"is":"l1-norm","version":1,"normalised":true}
                {"is":"l2-norm","version":1,"normalised":false}
                {"is":"l2-norm","version":1,"normalised":true}
                {"is":"slimming","version":1}
                {"is":"taylor","version":1,"batches":30,"batchSize":32}
                {"is":"snip","version":1,"imagesPerClass":10,"steps":1,"gates":false}
                {"is":"snip","version":1,"imagesPerClass":10,"steps":60,"gates":false}
                {"is":"grasp","version":1,"imagesPerClass":10,"steps":1,"absolute":false}
                {"is":"grasp","version":1,"imagesPerClass":10,"steps":100,"absolute":false}
                {"is":"synflow","version":1,"steps":100}
                {"is":"sosp-h","version":1,"images":1000}
                {"is":"thinet","version":1}
                {"is":"prospr","version":1,"steps":3,"batchSize":128,"learningRate":0.1}
                {"is":"reinitialised","version":1,"widths":{"is":"terc-closed-form","version":1,\
                "regularisation":{"is":"Regularisation","ridge":1.0E-4,"noise":0.1}},"seed":0}
                {"is":"custom-scores","version":1,"name":"mine"}
                {"is":"terc","version":1,"how":{"is":"ksg","version":1,"algorithm":"FIRST","k":3,"seed":0},"rows":1000,\
                "regularisation":{"is":"Regularisation","ridge":1.0E-4,"noise":0.1},"seed":0}
                {"is":"terc","version":1,"how":{"is":"warm-networks","version":1,"repeats":5},"rows":5120,\
                "regularisation":{"is":"Regularisation","ridge":1.0E-4,"noise":0.1},"seed":0}
                """);
    }

    @Test
    void estimatorsThatTrainNothingAreKnownByThis() {
        assertLines(
                estimators().stream()
                        .map(estimator -> estimator.key().orElseThrow().toString())
                        .filter(key -> !key.contains("\"options\"")),
                """
                {"is":"gaussian","version":1,"biasCorrected":true,"ridge":0.0}
                {"is":"gaussian-copula","version":1,"biasCorrected":true}
                {"is":"ksg","version":1,"algorithm":"FIRST","k":3,"seed":0}
                {"is":"binned","version":1,"bins":8,"binning":"EQUAL_FREQUENCY","corrected":true}
                {"is":"discrete","version":1,"corrected":false}
                {"is":"renyi","version":1,"alpha":1.01,"width":{"is":"MeanNeighbourDistance","k":10},"mostSamples":1000,"seed":0}
                {"is":"ross","version":1,"k":3,"discrete":"Y"}
                {"is":"loss-difference","version":1,"loss":"SQUARED","ridge":0.001,"folds":5,"seed":0}
                {"is":"named","version":1,"name":"mine 1"}
                """);
    }

    private static void assertLines(Stream<String> keys, String lines) {
        assertEquals(lines, keys.map(key -> key + "\n").collect(Collectors.joining()));
    }

    /** A setting that is added later, and forgotten in a key, would let two results pass for one. */
    @Test
    void everySettingIsInTheKey() {
        List<Object> known = new ArrayList<>(methods());
        known.addAll(estimators().subList(0, estimators().size() - 1));
        int seen = 0;
        for (Object own : known) {
            String key = own instanceof SelectionMethod method
                    ? method.key().orElseThrow().toString()
                    : ((MiEstimator) own).key().orElseThrow().toString();
            for (String setting : settings(own.getClass())) {
                assertTrue(key.contains("\"" + setting + "\":"), setting + " is not in " + key);
                seen++;
            }
        }
        assertTrue(seen > 40, "settings seen: " + seen);
    }

    private static List<String> settings(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Class<?> own = type; own != Object.class && own != Record.class; own = own.getSuperclass()) {
            Arrays.stream(own.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                    .map(Field::getName)
                    .filter(name -> !LEFT_OUT.contains(name))
                    .forEach(names::add);
        }
        return names;
    }

    @Test
    void keysOfDifferentSettingsDiffer() {
        List<String> keys = Stream.concat(
                        methods().stream().map(method -> method.key().toString()),
                        BUDGETS.stream().map(budget -> budget.key().toString()))
                .toList();
        assertEquals(keys.size(), Set.copyOf(keys).size());
        assertEquals(Optional.empty(), ((MiEstimator) (x, y) -> 0).key());
        assertEquals(Optional.empty(), Methods.terc((x, y) -> 0).key());
    }
}
