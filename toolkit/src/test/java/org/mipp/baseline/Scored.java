package org.mipp.baseline;

import java.util.Map;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;
import org.mipp.selection.Budget;

/** The scores behind a ranking, for tests. */
public final class Scored {

    private Scored() {}

    public static Map<String, double[]> by(Ranking method, NetworkStage network, Images images) {
        return by(method, Capture.of(network, images, CaptureOptions.DEFAULT));
    }

    public static Map<String, double[]> by(Ranking method, Activations captured) {
        return method.scores(new Candidates(method.name(), captured, new Budget.KeptFraction(0.5), 1));
    }
}
