package org.mipp.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MeanAndVarianceTest {

    @Test
    void divideSquaresByOneLessThanThereAreValues() {
        assertEquals(new MeanAndVariance(5, 32.0 / 7), MeanAndVariance.of(2, 4, 4, 4, 5, 5, 7, 9));
        assertEquals(Math.sqrt(2), MeanAndVariance.of(1, 3).deviation(), 1e-15);
        assertEquals(new MeanAndVariance(3, 0), MeanAndVariance.of(3, 3, 3));
    }

    @Test
    void areNotNumbersWhereThereAreTooFewValues() {
        assertTrue(Double.isNaN(MeanAndVariance.of().mean()));
        assertEquals(7, MeanAndVariance.of(7).mean());
        assertTrue(Double.isNaN(MeanAndVariance.of(7).deviation()));
    }
}
