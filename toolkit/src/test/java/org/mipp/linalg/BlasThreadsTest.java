package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BlasThreadsTest {

    @Test
    void thereAreAsManyThreadsAsProcessorsUnlessTheVariableAsksForFewer() {
        assertEquals(8, BlasThreads.most(null, 8));
        assertEquals(8, BlasThreads.most("", 8));
        assertEquals(1, BlasThreads.most("1", 8));
        assertEquals(3, BlasThreads.most(" 3,2", 8), "of a list for nested loops the first");
        assertEquals(8, BlasThreads.most("64", 8), "never more than there are");
    }

    @Test
    void whatIsNoNumberAsksForNothing() {
        assertEquals(8, BlasThreads.most("0", 8));
        assertEquals(8, BlasThreads.most("-2", 8));
        assertEquals(8, BlasThreads.most("many", 8));
        assertEquals(8, BlasThreads.most("12345678901234", 8));
    }
}
