package org.mipp.selection;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.refusedIn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.network.Masking;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.run.AtomicFile;
import org.mipp.run.HeapBudget;
import org.mipp.run.RefusedException;

/**
 * Masks as JSON, for other programs and for later: which nodes of every layer stay, and which rows of which parameters that
 * sets to zero, by PyTorch's names.
 *
 * <pre>{@code
 * {"network": "LeNet5", "weights": "0c1f...", "method": "MIPP", "budget": "keep 50 %",
 *  "layers": [{"name": "conv1", "nodes": 6, "kept": [0, 2, 5]}, ...],
 *  "zero": {"conv1.weight": [1, 3, 4], "conv1.bias": [1, 3, 4], ...}}
 * }</pre>
 */
public final class MasksFile {

    private static final String EXTENSION = ".json";
    private static final int UNFOLDS = 40; // bytes in memory for a byte of many short numbers

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private MasksFile() {}

    /** What stands in the file. */
    private record Saved(
            String network,
            String weights,
            String method,
            String budget,
            List<Kept> layers,
            Map<String, List<Integer>> zero) {}

    /** The nodes of a layer that stay. */
    private record Kept(String name, int nodes, List<Integer> kept) {}

    /**
     * Saves masks. The file appears, or is replaced, only once it is complete.
     *
     * @param file a name that ends in {@code .json}
     * @param masks which nodes stay
     * @throws IllegalArgumentException if the name ends otherwise or the folder does not exist
     */
    public static void save(Path file, Masks masks) {
        requireName(file);
        Network network = masks.activations().stage().network();
        Architecture architecture = network.architecture();
        Saved saved = new Saved(
                network.label(),
                network.fingerprint(),
                masks.method(),
                masks.budget().toString(),
                masks.masks().stream()
                        .map(mask -> new Kept(mask.layer(), mask.nodes(), mask.kept()))
                        .toList(),
                zero(Masking.rows(architecture.structure(), masks.kept())));
        AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(saved)));
    }

    private static Map<String, List<Integer>> zero(Map<String, boolean[]> rows) {
        Map<String, List<Integer>> zero = new LinkedHashMap<>();
        rows.forEach((name, gone) -> {
            List<Integer> places = IntStream.range(0, gone.length)
                    .filter(row -> gone[row])
                    .boxed()
                    .toList();
            if (!places.isEmpty()) {
                zero.put(name, places);
            }
        });
        return zero;
    }

    /**
     * Loads masks.
     *
     * @param file where they are
     * @param activations of the network that they are for, which repair goes by
     * @return the masks, with the numbers of nodes as their budget
     * @throws IllegalArgumentException if the file is damaged, or its masks are those of another network
     */
    public static Masks load(Path file, Activations activations) {
        requireName(file);
        Saved saved = read(file);
        List<String> warnings = new ArrayList<>();
        Network network = activations.stage().network();
        if (!saved.weights().equals(network.fingerprint())) {
            warnings.add("masks of " + file.getFileName() + " were chosen for other weights of " + saved.network());
        }
        try {
            List<Mask> masks = saved.layers().stream()
                    .map(layer -> new Mask(layer.name(), layer.nodes(), layer.kept()))
                    .toList();
            Map<String, Integer> counts = masks.stream()
                    .collect(Collectors.toMap(Mask::layer, mask -> mask.kept().size(), (one, other) -> one));
            return new Masks(
                    activations,
                    saved.method(),
                    new Budget.KeptCounts(counts),
                    masks,
                    List.of(),
                    warnings,
                    activations.provenance());
        } catch (RefusedException e) {
            throw refusedIn(file.toString(), e);
        }
    }

    private static Saved read(Path file) {
        argument(Files.isRegularFile(file), "%s: expected masks that this toolkit saved, found no file", file);
        try {
            HeapBudget.half().hold(file, Files.size(file), UNFOLDS);
            Saved saved = JSON.readValue(Files.readAllBytes(file), Saved.class);
            argument(
                    saved != null
                            && !saved.layers().contains(null)
                            && saved.layers().stream()
                                    .noneMatch(layer -> layer.kept().contains(null)),
                    "%s: expected masks that this toolkit saved, got null in their place",
                    file);
            return saved;
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    file + ": expected masks that this toolkit saved, got something else: " + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void requireName(Path file) {
        argument(file.toString().endsWith(EXTENSION), "%s: expected a name that ends in %s for masks", file, EXTENSION);
    }
}
