/**
 * What long calls keep on disk, so that after an interrupt or a kill they go on where they were: finished pieces, one JSON
 * object a line, under keys that are the same in every process.
 *
 * <p>Start with {@link org.mipp.run.ledger.RecordLedger}. This room knows {@code run} only.
 */
@NullMarked
package org.mipp.run.ledger;

import org.jspecify.annotations.NullMarked;
