package org.mipp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that are held, bytes that pass, and products that are too large for a number. */
class HeapBudgetTest {

    @Test
    void whatIsHeldAddsUpAndWhatPassesDoesNot() {
        HeapBudget budget = HeapBudget.of(100);
        budget.hold("a", 15, 4);
        budget.pass("a", 10, 4);
        budget.pass("b", 10, 4);
        assertEquals(
                "b: expected to fit into 100 bytes, half of the Java heap, got 11 values of 4 bytes each, beside 60 bytes that the"
                        + " same read holds; start Java with a larger heap (-Xmx) or read less, such as fewer images; a small"
                        + " file that announces so much is damaged",
                assertThrows(IllegalArgumentException.class, () -> budget.hold("b", 11, 4))
                        .getMessage());
        budget.hold("b", 10, 4); // what was refused is not held
        assertThrows(IllegalArgumentException.class, () -> budget.pass("c", 1, 1));
        budget.hold("nothing", 0, 4);
    }

    @Test
    void noCountOverflows() {
        assertThrows(IllegalArgumentException.class, () -> HeapBudget.half().hold("a", Long.MAX_VALUE, 8));
    }

    @Test
    void productsAreExactOrTheLargestNumber() {
        Random random = new Random(1);
        BigInteger largest = BigInteger.valueOf(Long.MAX_VALUE);
        for (int i = 0; i < 10_000; i++) {
            long a = random.nextLong() >>> 1 + random.nextInt(63);
            long b = random.nextLong() >>> 1 + random.nextInt(63);
            BigInteger exact = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
            assertEquals(exact.min(largest).longValueExact(), Checks.saturated(a, b), a + " x " + b);
        }
        assertEquals(Long.MAX_VALUE, Checks.saturated(1L << 62, 4));
        assertEquals(Long.MAX_VALUE, Checks.saturated(1L << 32, 1L << 31));
        assertEquals(1L << 62, Checks.saturated(1L << 31, 1L << 31));
    }
}
