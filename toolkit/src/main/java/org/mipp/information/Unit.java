package org.mipp.information;

/** What information is counted in. */
public enum Unit {
    /** Natural: one nat is what is gained where possibilities shrink by the factor e. */
    NATS("nats", 1),
    /** Binary: one bit is what a fair coin tells, ln 2 = 0.693 nats. */
    BITS("bits", 1 / Math.log(2)),
    /** None: a share of what there is, from 0 to 1. */
    SHARE("of 1", 1);

    private final String words;
    private final double perNat;

    Unit(String words, double perNat) {
        this.words = words;
        this.perNat = perNat;
    }

    /**
     * Gives the factor to another unit.
     *
     * @param other nats or bits
     * @return how many of the other one of this is; 1 for a share, which has no unit
     */
    public double in(Unit other) {
        return this == SHARE ? 1 : other.perNat / perNat;
    }

    @Override
    public String toString() {
        return words;
    }
}
