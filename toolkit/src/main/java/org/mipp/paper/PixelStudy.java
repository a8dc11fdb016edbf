package org.mipp.paper;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.experiment.Protocol;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.Mlp;
import org.mipp.run.RandomOrder;
import org.mipp.selection.Budget;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/** Pixels chosen by MIPP from a trained perceptron, beside random ones, on plain and on deformed digits. */
final class PixelStudy {

    private static final List<Double> SHARES = List.of(0.5, 0.25, 0.1, 0.05);
    private static final int NEURONS = 100;
    private static final int EPOCHS = 3;
    private static final int CAPTURED = 3_000;
    private static final String ALL_PIXELS = "not pruned";

    private PixelStudy() {}

    static void run(PaperArguments arguments, PaperStudy.Rows rows) {
        for (PaperData data : List.of(PaperData.MNIST, PaperData.DEFORMED)) {
            PaperLine line = new PaperLine(PaperNetwork.LENET5, data, Protocol.When.AFTER_TRAINING, true);
            Dataset digits = new PaperRun(line, arguments.settings(), arguments.out()).data(arguments.data());
            for (long seed = 0; seed < arguments.settings().seeds(); seed++) {
                of(data.toString(), digits, seed, arguments.settings(), rows);
            }
        }
    }

    private static void of(String name, Dataset digits, long seed, PaperSettings settings, PaperStudy.Rows rows) {
        TrainingPlan plan = TrainingPlan.epochs(settings.epochs() > 0 ? settings.epochs() : EPOCHS)
                .seed(seed);
        TrainedNetwork whole = train(digits, plan);
        rows.add(name, ALL_PIXELS, 100, seed, () -> whole.test().accuracy());
        int captured = Math.min(CAPTURED, digits.train().size());
        Activations activations =
                Capture.of(whole, digits.train().sample(captured, seed), CaptureOptions.DEFAULT.seed(seed));
        for (double share : SHARES) {
            rows.add(name, MippAhead.MIPP, 100 * share, seed, () -> {
                PixelSelection chosen = PixelSelection.of(
                        activations, new ClosedFormTerc(Regularisation.DEFAULT), new Budget.KeptFraction(share));
                return train(only(digits, chosen.mask().flags()), plan).test().accuracy();
            });
            rows.add(name, "random", 100 * share, seed, () -> {
                int pixels = digits.train().height() * digits.train().width();
                boolean[] stays = drawn(pixels, (int) Math.round(share * pixels), new SplittableRandom(seed));
                return train(only(digits, stays), plan).test().accuracy();
            });
        }
    }

    private static TrainedNetwork train(Dataset data, TrainingPlan plan) {
        return Training.train(Initialisation.of(Mlp.of(data.train(), NEURONS), plan.seed()), data, plan);
    }

    /** So many places of all, at random. */
    static boolean[] drawn(int all, int count, SplittableRandom random) {
        boolean[] stays = new boolean[all];
        for (int place : Arrays.copyOf(RandomOrder.of(all, random), count)) {
            stays[place] = true;
        }
        return stays;
    }

    /** The same images, all pixels black but those that stay. */
    static Dataset only(Dataset data, boolean[] stays) {
        return new Dataset(data.name() + ", some pixels", only(data.train(), stays), only(data.test(), stays));
    }

    private static Images only(Images images, boolean[] stays) {
        byte[] pixels = new byte[images.size() * stays.length];
        images.pixels().get(pixels);
        for (int i = 0; i < pixels.length; i++) {
            if (!stays[i % stays.length]) {
                pixels[i] = 0;
            }
        }
        return images.withPixels(images.name() + ", some pixels", pixels);
    }
}
