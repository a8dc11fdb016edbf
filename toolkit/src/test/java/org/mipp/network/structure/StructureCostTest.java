package org.mipp.network.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mipp.network.operation.Add;
import org.mipp.network.operation.FullyConnected;

/** How often a structure is derived, and at what cost. */
class StructureCostTest {

    @Test
    void anArchitectureDerivesItsStructureOnceForAllThreads() {
        Architecture chain = chainOfWidth(50);
        List<Structure> structures = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> chain.structure())
                .distinct()
                .toList();
        assertEquals(1, structures.size());
        assertSame(chain, chain.structure().architecture());
        Architecture twin = chainOfWidth(50);
        assertEquals(chain, twin, "equal as a value");
        assertEquals(chain.hashCode(), twin.hashCode());
        assertNotSame(chain.structure(), twin.structure());
    }

    @Test
    void theStructureOfAChainOfMapsIsLinearInItsChannels() {
        assertLinear(StructureCostTest::chainOfWidth, 250);
    }

    @Test
    void theStructureOfAChainOfMapsIsLinearInItsLength() {
        assertLinear(length -> chain(length, 20), 25);
    }

    @Test
    void theStructureOfAResidualStreamIsLinearInItsLength() {
        assertLinear(StructureCostTest::stream, 25);
    }

    /** Eight times the size takes eight times the objects; 12 leaves room for sorting and growing maps, 64 would be quadratic. */
    private static void assertLinear(IntFunction<Architecture> network, int size) {
        long small = allocated(network.apply(size));
        long large = allocated(network.apply(8 * size));
        assertTrue(large <= 12 * small, size + ": " + small + " bytes, " + 8 * size + ": " + large);
        assertTrue(large >= 4 * small, "counts what grows: " + small + ", " + large);
    }

    /** The bytes of all objects made on the way, a count of operations that no other process disturbs; the third derivation. */
    private static long allocated(Architecture architecture) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (int i = 0; i < 3; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            Structure structure = Structure.of(architecture);
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(structure.prunable().size() > 0);
        }
        return bytes;
    }

    private static Architecture chainOfWidth(int width) {
        return chain(5, width);
    }

    private static Architecture chain(int length, int width) {
        ArchitectureBuilder layers = new ArchitectureBuilder("chain", new Shape(width));
        for (int i = 0; i < length; i++) {
            layers.then("map" + i, new FullyConnected(width, width));
        }
        return layers.then("out", new FullyConnected(width, 10)).build();
    }

    private static Architecture stream(int additions) {
        ArchitectureBuilder layers = new ArchitectureBuilder("stream", new Shape(20));
        layers.then("sum0", new FullyConnected(20, 20));
        for (int i = 1; i <= additions; i++) {
            layers.add("map" + i, new FullyConnected(20, 20), "sum" + (i - 1));
            layers.add("sum" + i, new Add(), "sum" + (i - 1), "map" + i);
        }
        return layers.then("out", new FullyConnected(20, 10)).build();
    }
}
