package org.mipp.selection;

import org.mipp.Examples;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.selection.terc.ClosedFormTerc;

/** A perceptron captured on noise, and all its nodes. */
final class BudgetExamples {

    static final SelectionMethod MIPP = new ClosedFormTerc(Regularisation.DEFAULT);
    static final Images NOISE = Examples.noise(1000, 2);
    static final Network DEEP = Examples.perceptron(3, 12, 9, 7, 3);
    static final Architecture WHOLE = DEEP.architecture();
    static final Activations CAPTURED = Capture.of(DEEP, NOISE, CaptureOptions.DEFAULT);
    static final Masks ALL = MIPP.select(CAPTURED, new Budget.KeptFraction(1));

    private BudgetExamples() {}
}
