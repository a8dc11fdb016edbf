package org.mipp.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Flatten;
import org.mipp.network.operation.FullyConnected;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.ArchitectureBuilder;

/** Captures whose sections travel, in one process. */
class CapturePiecesTest {

    private static final Network NETWORK = Examples.lenet().network();
    private static final Images IMAGES = Examples.digits().train().first(110);
    private static final CaptureOptions OPTIONS =
            CaptureOptions.DEFAULT.leaf(20).convolutionRows(500).sampleRows(30);

    @Test
    void howeverManyShardsThereAreTheMomentsAreThoseOfOneCapture() {
        Activations whole = Capture.of(NETWORK, IMAGES, OPTIONS);
        for (int shards : new int[] {1, 4, 100}) {
            CapturePieces pieces = CapturePieces.of(NETWORK, IMAGES, OPTIONS, shards);
            assertEquals(Math.min(shards, 6), pieces.shards());
            assertSame(whole, together(pieces));
        }
    }

    private static Activations together(CapturePieces pieces) {
        List<List<byte[]>> byMap = new ArrayList<>();
        for (int map = 0; map < pieces.maps(); map++) {
            byMap.add(new ArrayList<>());
        }
        for (int shard = 1; shard <= pieces.shards(); shard++) {
            Iterator<byte[]> sections = pieces.capture(shard);
            byMap.forEach(sectionsOfMap -> sectionsOfMap.add(sections.next()));
        }
        List<byte[]> merged = new ArrayList<>();
        for (int map = 0; map < pieces.maps(); map++) {
            merged.add(pieces.merge(map, byMap.get(map).iterator()));
        }
        return pieces.whole(NETWORK, merged, "here", 1);
    }

    private static void assertSame(Activations expected, Activations actual) {
        for (int i = 0; i < expected.layers().size(); i++) {
            LayerActivations one = expected.layers().get(i);
            LayerActivations other = actual.layers().get(i);
            assertEquals(one.layer(), other.layer());
            assertEquals(one.activations(), other.activations());
            for (int j = 0; j < one.links().size(); j++) {
                assertEquals(one.links().get(j).sample(), other.links().get(j).sample());
                for (int part = 0; part < one.links().get(j).parts().size(); part++) {
                    SecondMoments moments = one.links().get(j).parts().get(part);
                    SecondMoments same = other.links().get(j).parts().get(part);
                    assertEquals(moments.independentSamples(), same.independentSamples());
                    assertArrayEquals(moments.mean(), same.mean());
                    double[] row = new double[moments.mean().length];
                    double[] copy = new double[row.length];
                    for (int k = 0; k < row.length; k++) {
                        moments.readScatter(k, row);
                        same.readScatter(k, copy);
                        assertArrayEquals(row, copy);
                    }
                }
            }
        }
    }

    @Test
    void aSectionThatIsMissingIsNoticed() {
        CapturePieces pieces = CapturePieces.of(NETWORK, IMAGES, OPTIONS, 3);
        byte[] first = pieces.capture(1).next();
        assertEquals(
                "merge: expected the sections of 3 shards, got 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> pieces.merge(0, List.of(first).iterator()))
                        .getMessage());
        assertEquals("images 40 to 79", pieces.name(2));
    }

    @Test
    void whatItTakesIsKnownBeforehand() {
        CapturePieces pieces = CapturePieces.of(NETWORK, IMAGES, OPTIONS, 6);
        assertTrue(pieces.bytes() > 1_000_000 && pieces.memory().device() > pieces.bytes());
    }

    @Test
    void sumsThatAreTooLargeToTravelAreRefusedWithTheirSize() {
        Architecture wide = new ArchitectureBuilder("wide", new Shape(1, 7, 7))
                .then("conv", new Convolution(1, 512, 1, 1, 0, true))
                .then("flatten", new Flatten())
                .then("fc6", new FullyConnected(25_088, 2)) // as many columns as VGG-16's at 224 x 224
                .build();
        Images images = ImageArrays.of("black", 1, 7, 7, 2, new byte[10 * 49], new byte[10]);
        Network network = Initialisation.of(wide, 0);
        assertEquals(
                "fc6: expected sums that travel in one piece of at most 2 GiB, got 2,401 MiB, 1 leaves or parts of its 25,090"
                        + " columns; take more shards and one part, CaptureOptions.DEFAULT.parts(1), or capture into files on"
                        + " machines that share a folder: capture(net, images, shard(1, 2))",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> CapturePieces.of(network, images, CaptureOptions.DEFAULT, 1))
                        .getMessage());
    }
}
