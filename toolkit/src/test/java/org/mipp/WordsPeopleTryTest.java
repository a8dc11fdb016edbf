package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.network.Tensor;
import org.mipp.run.SavedFile;
import org.mipp.selection.Masks;

class WordsPeopleTryTest {

    @Test
    void keepOfOneLayerLeavesTheOthersWhole() {
        Masks masks = Mipp.selectMasks(Results.ACTIVATIONS, Budgets.keep("fc1", 10));
        assertEquals(
                "{conv1=6, conv2=16, fc1=10, fc2=84}", masks.widths().counts().toString());
        assertEquals("keep 10 of fc1", masks.budget().toString());
        assertRefused(
                "nodes to keep in fc1: expected a whole number of at least 1, got 0", () -> Budgets.keep("fc1", 0));
        assertRefused(
                "layer fc1: nodes to keep in fc1: expected at most its 120 nodes, got 121",
                () -> Mipp.selectMasks(Results.ACTIVATIONS, Budgets.keep("fc1", 121)));
        assertRefused(
                "nodes to keep: expected layers", () -> Mipp.selectMasks(Results.ACTIVATIONS, Budgets.keep("fc9", 1)));
    }

    @Test
    void aLayerIsFoundByItsName() {
        assertEquals("fc2", Results.ACTIVATIONS.layer("fc2").name());
        assertTrue(Results.ACTIVATIONS.layer("fc2").toString().startsWith("fc2: 84 nodes, "));
        assertRefused("only: expected layers", () -> Results.ACTIVATIONS.layer("fc9"));
    }

    @Test
    void allLayersAreExplainedAndMasksWithoutPathsAreNot() {
        assertEquals(4, Explanations.explain(Results.MASKS).layers().size());
        assertRefused(
                "explain: expected masks with removal paths, as mipp() and terc() choose them, got masks by random",
                () -> Explanations.explain(Results.RANDOM_MASKS));
    }

    @Test
    void batchIsBatchSize() {
        assertEquals(Mipp.epochs(1).batchSize(64), Mipp.epochs(1).batch(64));
    }

    @Test
    void aWeightPrintsItsShapeRangeAndFirstNumbers() {
        assertEquals(
                "Tensor (2, 2), from -1.000 to 4.000, mean 1.750: [1.000, -1.000, 3.000, 4.000]",
                Tensor.of(new Shape(2, 2), 1, -1, 3, 4).toString());
        assertTrue(Tensor.of(new Shape(9), new float[9]).toString().endsWith(", ...]"));
        assertEquals(
                "Tensor (1), no finite value: [NaN]",
                Tensor.of(new Shape(1), Float.NaN).toString());
    }

    @Test
    void savingSaysWhatWasWrittenAndHowLarge(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lenet.safetensors");
        SavedFile saved = Storage.save(file, Results.TRAINED);
        assertEquals(Files.size(file), saved.bytes());
        assertTrue(
                saved.toString().matches(".*lenet\\.safetensors: LeNet5.*, 61,706 parameters, 2\\d\\d\\.\\d kB"),
                saved.toString());
        String masks = Storage.save(folder.resolve("masks.json").toString(), Results.MASKS)
                .toString();
        assertTrue(masks.contains("masks of 4 layers, "), masks);
    }

    private static void assertRefused(String start, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
