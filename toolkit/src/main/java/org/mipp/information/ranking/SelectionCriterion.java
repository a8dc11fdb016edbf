package org.mipp.information.ranking;

/**
 * By what columns are chosen one after the other. Y is the target, S what has been chosen; the first one chosen is always the one that
 * tells most by itself. Four of them stand side by side in Brown, Pocock, Zhao and Luján (Journal of Machine Learning Research
 * 13, 2012, table 2).
 */
public enum SelectionCriterion {
    /** {@code I(X; Y | S)}: what a column tells beyond all that have been chosen. Exact, and of as many columns as are chosen. */
    CONDITIONAL("conditional information"),
    /**
     * {@code mean over j in S of I(X; Y | X_j)}: joint mutual information (Yang and Moody, 1999). They sum {@code I(X, X_j; Y)}, which
     * is larger by what is the same for all X, so that the order is theirs.
     */
    JMI("JMI"),
    /** {@code I(X; Y) - mean over j in S of I(X; X_j)}: most relevant, least redundant (Peng, Long and Ding, 2005). */
    MRMR("mRMR"),
    /** {@code min over j in S of I(X; Y | X_j)}: conditional information at the worst (Fleuret, 2004, as in Brown's table). */
    CMIM("CMIM"),
    /**
     * The other way round, as MIPP does with nodes (arXiv:2411.00147): all columns to begin with, each tested once, the one that tells
     * least by itself first, and left out unless {@code I(X; Y) - I(X without it; Y)} is more than injected noise gives; of those that
     * stay the least informative go until as many are left as wanted.
     */
    TERC("TERC");

    private final String words;

    SelectionCriterion(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
