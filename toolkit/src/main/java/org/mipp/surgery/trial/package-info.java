/**
 * What a cut really costs at the outputs: each layer is cut on trial, repaired, and what lies behind it is run.
 *
 * <p>Open {@link org.mipp.surgery.trial.OutputDivergence} first, which {@code selection} knows as an {@code OutputLoss}:
 * {@code TrialImages} splits the images, {@code TrialRepair} repairs, {@code TrialRun} runs, {@code OutputReference} compares,
 * {@code TrialMemory} keeps on disk what was measured. This room knows {@code surgery}, {@code surgery.repair} and what these
 * know; it may not know {@code surgery.block}.
 */
@NullMarked
package org.mipp.surgery.trial;

import org.jspecify.annotations.NullMarked;
