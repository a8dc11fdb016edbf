package org.mipp.benchmark;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mipp.baseline.control.CustomScores;
import org.mipp.capture.Activations;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.weights.NetworkFile;
import org.mipp.run.Provenance;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Budget;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.NetworkBudget;
import org.mipp.selection.SelectionMethod;

/**
 * Torch-Pruning itself, in a process of Python ({@code prune_by_torch_pruning.py}): its choice for a budget of parameters, and its
 * importances as scores where the budget is shared out by measured losses.
 *
 * @param python an interpreter that has torch, safetensors and torch-pruning
 * @param importance {@code magnitude}, {@code taylor} or {@code hessian}
 * @param scope {@code layers} for the same share of every layer, {@code global} for importances compared over all layers
 */
record TorchPruning(String python, String importance, String scope) implements SelectionMethod {

    private static final String SCRIPT = "toolkit/src/test/python/prune_by_torch_pruning.py";
    private static final int IMAGES = 640; // ten batches, as in Torch-Pruning's own benchmark

    /** What the script says. */
    private record Choice(
            long parameters, double share, Map<String, List<Integer>> kept, Map<String, double[]> scores) {}

    /** Lists all of them. */
    static List<SelectionMethod> all(String python) {
        return Stream.of("magnitude", "taylor", "hessian")
                .flatMap(importance -> Stream.of("layers", "global")
                        .map(scope -> (SelectionMethod) new TorchPruning(python, importance, scope)))
                .toList();
    }

    @Override
    public String name() {
        return "Torch-Pruning " + importance + ", " + scope;
    }

    @Override
    public Optional<SettingsKey> key() {
        return Optional.of(SettingsKey.of("torch-pruning", 1)
                .with("importance", importance)
                .with("scope", scope));
    }

    @Override
    public boolean readsActivations() {
        return false;
    }

    @Override
    public Masks select(Activations activations, Budget budget) {
        argument(budget instanceof NetworkBudget, "%s: expected a budget of the network, got %s", name(), budget);
        NetworkBudget whole = (NetworkBudget) budget;
        Network network = activations.stage().network();
        long start = System.nanoTime();
        Choice choice = choice(network, activations.images(), whole.most(network.architecture()));
        if (whole.measured().isPresent()) {
            return new CustomScores(name(), (dense, layer) -> choice.scores.get(layer.name()))
                    .select(activations.only(layer -> choice.scores.containsKey(layer.name())), budget);
        }
        List<Mask> masks = network.architecture().prunable().stream()
                .filter(layer -> choice.kept.containsKey(layer.name()))
                .map(layer -> new Mask(layer.name(), layer.nodes(), choice.kept.get(layer.name())))
                .toList();
        Provenance provenance = new Provenance(
                0, Math.min(IMAGES, activations.images().size()), "cpu", (System.nanoTime() - start) / 1e9);
        return new Masks(activations, name(), budget, masks, List.of(), List.of(), provenance);
    }

    private Choice choice(Network network, Images images, long parameters) {
        try {
            Path folder = Files.createTempDirectory("torch-pruning");
            List<Path> files = Stream.of("network.safetensors", "images.npz", "result.json")
                    .map(folder::resolve)
                    .toList();
            try {
                NetworkFile.save(files.get(0), network);
                save(files.get(1), network, images.first(Math.min(IMAGES, images.size())));
                run(List.of(
                        python,
                        SCRIPT,
                        files.get(0).toString(),
                        files.get(1).toString(),
                        importance,
                        scope,
                        String.valueOf(parameters),
                        files.get(2).toString()));
                return new ObjectMapper().readValue(files.get(2).toFile(), Choice.class);
            } finally {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void save(Path file, Network network, Images images) throws IOException {
        try (LiveNetwork live = LiveNetwork.open(network);
                NDManager memory = live.manager().newSubManager();
                OutputStream out = Files.newOutputStream(file)) {
            NDArray pixels = LiveNetwork.toInput(live.upload(images, memory));
            pixels.setName("images");
            NDArray labels = memory.create(
                    IntStream.range(0, images.size()).map(images::label).toArray());
            labels.setName("labels");
            new NDList(pixels, labels).encode(out, NDList.Encoding.NPZ);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            int status = process.waitFor();
            argument(
                    status == 0,
                    "%s: expected it to end with 0, got %d; what it says is above, its Python is named by the last argument",
                    SCRIPT,
                    status);
        } catch (InterruptedException e) {
            process.destroy();
            throw new CancellationException("interrupted");
        }
    }
}
