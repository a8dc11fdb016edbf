package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.network.Network;

/** Verbs that take a path take its text too: it leads to the same file. */
class TextPathsTest {

    @TempDir
    private Path folder;

    @Test
    void aNetworkIsSavedToAndLoadedFromATextAsFromAPath() {
        Network network = Networks.lenet5(1);
        Path path = folder.resolve("net.safetensors");
        Storage.save(path.toString(), network);
        assertEquals(network, Storage.load(path));
        assertEquals(network, Storage.load(path.toString()));
        assertEquals(network, Storage.load(path.toString(), network.architecture()));
    }

    /** Verbs that read, by a path and by a text. */
    private static Stream<Verb> readers() {
        return Stream.of(
                new Verb("load", Storage::load, Storage::load),
                new Verb("mnist", Datasets::mnist, Datasets::mnist),
                new Verb("cifar10", Datasets::cifar10, Datasets::cifar10),
                new Verb("dataset", Datasets::dataset, Datasets::dataset));
    }

    private record Verb(String name, Function<Path, ?> byPath, Function<String, ?> byText) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void whatIsNotThereIsRefusedAlike(Verb verb) {
        Path nowhere = folder.resolve("nowhere.npz");
        String byPath = refusal(() -> verb.byPath().apply(nowhere));
        assertEquals(byPath, refusal(() -> verb.byText().apply(nowhere.toString())));
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
