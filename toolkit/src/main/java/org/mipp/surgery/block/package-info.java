/**
 * Repair of two maps at a time, with the rectifier between them in view: of a residual block, or of what follows one another.
 *
 * <p>Open {@link org.mipp.surgery.block.BlockRepair} first, then {@code PairFit}: it improves what {@code MapFit} begins with,
 * by steps of {@code StepRegression}, while {@code TwinForward} keeps the original and the cut network side by side. This room
 * knows {@code surgery.repair} and what that knows; it may not know how a network is cut.
 */
@NullMarked
package org.mipp.surgery.block;

import org.jspecify.annotations.NullMarked;
