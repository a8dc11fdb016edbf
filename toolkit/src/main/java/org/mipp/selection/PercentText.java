package org.mipp.selection;

import java.math.BigDecimal;
import java.math.MathContext;

/** Shares as budgets print them: exact, without noughts at the end. */
final class PercentText {

    private PercentText() {}

    static String of(double share) {
        return new BigDecimal(100 * share, new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
