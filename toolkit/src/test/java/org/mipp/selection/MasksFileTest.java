package org.mipp.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.GraphExamples;
import org.mipp.Storage;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.run.RefusedException;
import org.mipp.surgery.Cut;

class MasksFileTest {

    private static final Network NETWORK = GraphExamples.everythingElse(4);
    private static final Activations ACTIVATIONS =
            Capture.of(NETWORK, GraphExamples.noise(200, 1), CaptureOptions.DEFAULT);
    private static final Masks MASKS = new RandomSelection(1).select(ACTIVATIONS, new Budget.KeptFraction(0.5));

    @TempDir
    private Path folder;

    private Path saved() {
        Path file = folder.resolve("masks.json");
        Storage.save(file.toString(), MASKS);
        return file;
    }

    @Test
    void masksComeBackAsTheyWere() {
        Masks again = Storage.load(saved().toString(), ACTIVATIONS);
        assertEquals(MASKS.masks(), again.masks());
        assertEquals(MASKS.method(), again.method());
        assertEquals(MASKS.widths(), again.budget());
        assertEquals(
                Cut.apply(NETWORK, MASKS).fingerprint(),
                Cut.apply(NETWORK, again).fingerprint());
        assertEquals(
                List.of(),
                again.warnings().stream()
                        .filter(note -> note.contains("other weights"))
                        .toList());
    }

    /** What ten lines of PyTorch do on the page. */
    @Test
    void zeroingTheRowsThatTheFileNamesMasksTheNetwork() throws IOException {
        JsonNode zero = new ObjectMapper().readTree(saved().toFile()).get("zero");
        Map<String, Tensor> changed = new HashMap<>(NETWORK.weights());
        zero.properties().forEach(entry -> {
            float[] values = changed.get(entry.getKey()).toArray();
            int perRow =
                    values.length / (int) changed.get(entry.getKey()).shape().get(0);
            entry.getValue().forEach(row -> {
                for (int i = 0; i < perRow; i++) {
                    values[row.asInt() * perRow + i] = 0;
                }
            });
            changed.put(entry.getKey(), Tensor.of(changed.get(entry.getKey()).shape(), values));
        });
        Network masked = Masking.of(NETWORK, NETWORK.architecture().structure(), MASKS.kept());
        assertEquals(masked.weights(), changed);
    }

    @Test
    void masksOfOtherWeightsAreReadWithAWarning() {
        Network other = GraphExamples.everythingElse(5);
        Masks again = Storage.load(
                saved().toString(), Capture.of(other, GraphExamples.noise(200, 1), CaptureOptions.DEFAULT));
        assertTrue(again.warnings().contains("masks of masks.json were chosen for other weights of everything else"));
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = saved();
        String json = Files.readString(file);
        assertTrue(refusal(file, json.replace("\"first\"", "\"frist\""))
                .startsWith(file + ": masks for everything else: expected layers among ["));
        assertTrue(refusal(file, json.substring(1))
                .startsWith(file + ": expected masks that this toolkit saved, got something"));
        assertTrue(refusal(file, "null").endsWith("got null in their place"));
        assertTrue(refusal(file, json.replaceFirst("\"kept\" : \\[ \\d+", "\"kept\" : [ 999"))
                .contains("expected different nodes from 0 to"));
        assertTrue(refusal(file, json.replaceFirst("\"nodes\" : \\d+", "\"nodes\" : 99"))
                .contains("got masks of another network"));
        assertTrue(refusal(folder.resolve("none.json"), null).endsWith("found no file"));
        assertTrue(assertThrows(RefusedException.class, () -> Storage.save("masks.txt", MASKS))
                .getMessage()
                .equals("masks.txt: expected a name that ends in .json for masks"));
    }

    private static String refusal(Path file, String json) throws IOException {
        if (json != null) {
            Files.writeString(file, json);
        }
        return assertThrows(RefusedException.class, () -> Storage.load(file.toString(), ACTIVATIONS))
                .getMessage();
    }
}
