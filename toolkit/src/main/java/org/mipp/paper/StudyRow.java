package org.mipp.paper;

import static org.mipp.run.Checks.betweenZeroAndOne;

import org.mipp.run.ledger.RecordLedger;

/**
 * One network of a study, as it stands in the study's ledger.
 *
 * @param data on which
 * @param method who chose
 * @param at the place on the study's axis
 * @param seed of everything
 * @param accuracy on test images, 0 to 1
 * @param seconds to choose, once images are captured; 0 where that is not taken down
 */
record StudyRow(String data, String method, double at, long seed, double accuracy, double seconds) {

    /** Rows of a study. */
    static final RecordLedger.Kind<StudyRow> KIND = new RecordLedger.Kind<>(
            "a study of the paper", 2, StudyRow.class, row -> new Place(row.data, row.method, row.at, row.seed));

    /** What a row is known by. */
    record Place(String data, String method, double at, long seed) {}

    /** What came out. */
    record Outcome(double accuracy, double seconds) {}

    StudyRow {
        if (accuracy != 0 && accuracy != 1) {
            betweenZeroAndOne(accuracy, "accuracy");
        }
    }
}
