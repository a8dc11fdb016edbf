package org.mipp.paper;

import java.util.List;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.experiment.Protocol;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.selection.terc.Terc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.repair.Repair;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.judge.Evaluation;

/** The closed form beside the search as published, on the same captured images of the same trained LeNet5. */
final class SearchStudy {

    private static final List<Double> CONFIDENCE = List.of(0.95);
    private static final int REPEATS = 5; // the paper's
    private static final int CAPTURED = 20 * 256;

    private SearchStudy() {}

    static void run(PaperArguments arguments, PaperStudy.Rows rows) {
        PaperSettings settings = arguments.settings();
        PaperLine line = new PaperLine(PaperNetwork.LENET5, PaperData.MNIST, Protocol.When.AFTER_TRAINING, true);
        Dataset digits = new PaperRun(line, settings, arguments.out()).data(arguments.data());
        Architecture lenet = line.architecture(digits.train().classes());
        Architecture network = settings.smoke() ? PaperNetwork.narrow(lenet, settings.width()) : lenet;
        for (long seed = 0; seed < settings.seeds(); seed++) {
            TrainedNetwork whole = Training.train(
                    Initialisation.of(network, seed),
                    digits,
                    settings.schedule(line).training().seed(seed));
            int captured = Math.min(CAPTURED, digits.train().size());
            Activations activations =
                    Capture.of(whole, digits.train().sample(captured, seed), CaptureOptions.DEFAULT.seed(seed));
            for (double confidence : CONFIDENCE) {
                add(rows, new ClosedFormTerc(Regularisation.DEFAULT), activations, digits, confidence, seed);
                Terc published = Terc.published(settings.smoke() ? 1 : REPEATS).seeded(seed);
                add(rows, published, activations, digits, confidence, seed);
            }
        }
    }

    private static void add(
            PaperStudy.Rows rows,
            SelectionMethod method,
            Activations activations,
            Dataset digits,
            double confidence,
            long seed) {
        rows.addTimed(digits.name(), method.name(), 100 * confidence, seed, () -> {
            Masks masks = method.select(activations, new Budget.Confidence(confidence));
            Network whole = activations.stage().network();
            Network repaired = Repair.install(whole, Cut.apply(whole, masks), masks);
            return new StudyRow.Outcome(
                    Evaluation.of(repaired, digits.test()).accuracy(),
                    masks.provenance().seconds());
        });
    }
}
