package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.Exploration;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.network.ChangesFigure;
import org.mipp.figure.network.ConfusionFigure;
import org.mipp.figure.network.ExplorationFigure;
import org.mipp.figure.table.ConfusionTable;
import org.mipp.selection.Masks;
import org.mipp.training.judge.ChangedAnswers;
import org.mipp.training.judge.Confusion;
import org.mipp.training.judge.Evaluation;

/** Confusion, changed answers, pictures of nodes, estimators side by side, and the slider over budgets. */
class WhatPruningChangedTest {

    private static final Images TEST = Examples.digits().test();

    @Test
    void aConfusionCountsEveryImageOnceAndItsDiagonalIsTheAccuracy() {
        Confusion confusion = Explanations.confusion(Results.TRAINED, Examples.digits());
        int images =
                confusion.counts().stream().mapToInt(Confusion.Count::images).sum();
        int wrong =
                confusion.mistakes().stream().mapToInt(Confusion.Count::images).sum();
        assertEquals(TEST.size(), images);
        Evaluation evaluation = Evaluation.of(Results.TRAINED.network(), TEST);
        assertEquals(evaluation.accuracy(), 1 - wrong / (double) images, 1e-9);
        double[] accuracies = confusion.accuracies();
        int[] each = confusion.images();
        double mean =
                IntStream.range(0, 10).mapToDouble(i -> accuracies[i] * each[i]).sum() / images;
        assertEquals(evaluation.accuracy(), mean, 1e-9);
        assertEquals(10, ConfusionTable.of(confusion).rowCount());
    }

    @Test
    void imagesWithoutLabelsHaveNoConfusionAndOneClassHas() {
        assertRefused(
                "confusion: expected labelled images, got '",
                () -> Explanations.confusion(Results.TRAINED, TEST.withoutLabels()));
        int[] zeros = IntStream.range(0, TEST.size())
                .filter(image -> TEST.label(image) == 0)
                .toArray();
        Confusion one = Explanations.confusion(Results.TRAINED, TEST.select(zeros));
        assertEquals(1, ConfusionTable.of(one).rowCount());
        assertTrue(ConfusionFigure.of(one).toPng().length > 1000);
    }

    @Test
    void ofAThousandClassesTheAccuraciesAreShownAndNamesAreEscaped() {
        List<String> names = new ArrayList<>(
                IntStream.range(0, 1000).mapToObj(i -> "<script>" + i).toList());
        List<Confusion.Count> counts = new ArrayList<>();
        for (int label = 0; label < 1000; label++) {
            counts.add(new Confusion.Count(label, label, 40));
            counts.add(new Confusion.Count(label, (label + 1) % 1000, 1 + label % 7));
        }
        for (Confusion confusion : List.of(
                new Confusion("many", names, counts),
                new Confusion(
                        "few",
                        names.subList(0, 2),
                        List.of(new Confusion.Count(0, 1, 3), new Confusion.Count(1, 1, 2))))) {
            String json = ConfusionFigure.of(confusion).toJson();
            assertFalse(json.contains("<script"), "names are escaped");
            assertTrue(json.length() < 200_000, json.length() + " characters");
            assertEquals(confusion.classNames().size() > 25, !json.contains("heatmap"));
        }
    }

    @Test
    void changedAnswersExplainTheDifferenceOfTheAccuracies() {
        Masks half = Mipp.selectMasks(Results.ACTIVATIONS, Methods.random(0), Budgets.keep(0.5));
        PrunedNetwork small = Mipp.prune(Results.TRAINED, half);
        ChangedAnswers changes = Explanations.changes(Results.TRAINED, small, Examples.digits());
        double before = Evaluation.of(Results.TRAINED.network(), TEST).accuracy();
        double after = Evaluation.of(small.network(), TEST).accuracy();
        int gained = changes.becameRight().length - changes.becameWrong().length;
        assertEquals((after - before) * TEST.size(), gained, 1e-6);
        assertTrue(changes.becameWrong().length > 0, changes.toString());
        Set<Integer> all = new HashSet<>();
        for (int[] some : List.of(changes.becameWrong(), changes.becameRight(), changes.otherwiseChanged())) {
            Arrays.stream(some).forEach(image -> assertTrue(all.add(image), "in one group only"));
        }
        assertTrue(ChangesFigure.of(changes).toJson().contains("became wrong"));

        ChangedAnswers unlabelled = Explanations.changes(Results.TRAINED, small, TEST.withoutLabels());
        assertEquals(all.size(), unlabelled.otherwiseChanged().length, "without labels all that changed");
        assertEquals(0, unlabelled.becameWrong().length);
    }

    @Test
    void aNetworkThatAnswersTheSameHasNoChangesAndOneOfOtherClassesIsRefused() {
        ChangedAnswers none = Explanations.changes(Results.TRAINED, Results.TRAINED, TEST);
        assertTrue(ChangesFigure.of(none).toJson().contains("There is nothing to show."));
        assertRefused(
                "changes: expected two networks of the same classes, got ",
                () -> Explanations.changes(Results.TRAINED, Networks.resnet18(5), TEST));
    }

    @Test
    void everyNodeIsAPictureWithWhatBecomesOfIt() {
        String filters = Pictures.filters(Results.MASKS, "conv2").toJson();
        int kept = Results.MASKS.mask("conv2").kept().size();
        assertEquals(kept, filters.split("node \\d+ stays", -1).length - 1);
        assertEquals(16 - kept, filters.split("node \\d+ goes", -1).length - 1);
        assertTrue(Pictures.filters(Results.MASKS, "fc1").toPng().length > 1000);
        Figure maps = Pictures.featureMaps(Results.MASKS, "conv1", TEST);
        assertEquals(6, maps.toJson().split("node \\d+ (stays|goes)", -1).length - 1);
        assertRefused("filters: expected layers", () -> Pictures.filters(Results.MASKS, "conv9"));
        assertRefused(
                "feature maps: expected a layer of filters, got 'fc1', whose nodes are single numbers",
                () -> Pictures.featureMaps(Results.MASKS, "fc1", TEST));
    }

    @Test
    void estimatorsOfOneLayerAreInOneFigure() {
        Figure figure = Pictures.sideBySide("fc2", Results.INFORMATION, Results.INFORMATION);
        assertEquals(3, figure.data().size());
        assertRefused(
                "side by side: expected two estimates or more, got 1",
                () -> Pictures.sideBySide("fc2", Results.INFORMATION));
        assertRefused(
                "side by side: expected one of the layers [conv1, conv2, fc1, fc2], got 'fc3'",
                () -> Pictures.sideBySide("fc3", Results.INFORMATION, Results.INFORMATION));
    }

    @Test
    void anExplorationIsWhatPruningAtEachBudgetGives() {
        Exploration explored = Explanations.explore(Results.TRAINED, Results.ACTIVATIONS);
        assertTrue(explored.steps().size() >= 10, explored.toString());
        for (int step = 1; step < explored.steps().size(); step++) {
            assertTrue(explored.steps().get(step).parameters()
                    < explored.steps().get(step - 1).parameters());
        }
        Exploration.Step quarter = explored.steps().stream()
                .filter(step -> step.budget().equals(Budgets.parameters(0.25)))
                .findFirst()
                .orElseThrow();
        PrunedNetwork pruned =
                Mipp.prune(Results.TRAINED, Mipp.selectMasks(Results.ACTIVATIONS, Budgets.parameters(0.25)));
        assertEquals(pruned.network().architecture().parameterCount(), quarter.parameters());
        assertEquals(pruned.accuracy().orElseThrow().afterRepair().accuracy(), quarter.afterRepair(), 1e-9);

        Figure figure = ExplorationFigure.of(explored);
        assertTrue(figure.toJson().length() < 2_000_000);
        assertEquals(explored.steps().size(), figure.toJson().split("\"method\":\"update\"", -1).length - 1);
        assertRefused(
                "explore: expected a network whose data are known, got ",
                () -> Explanations.explore(Results.TRAINED.network(), Results.ACTIVATIONS));
    }

    private static void assertRefused(String start, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
