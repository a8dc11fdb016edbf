package org.mipp.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.Mlp;
import org.mipp.selection.Budget;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;

/**
 * Accuracy of a small network against the information between its mask of features and the data.
 *
 * <p>A data set is made of which features matter, S, a set of {@value #MATTER} of {@value #FEATURES} drawn evenly from all N
 * such sets: the label is whether the features of S are above their mean together. A mask M of as many features is S with
 * probability q, else drawn evenly from all sets. With {@code p = q + (1 - q) / N}, the probability of being right, I(M; S) is
 * {@code ln N + p ln p + (1 - p) ln((1 - p) / (N - 1))}, exactly.
 */
final class MaskStudy {

    static final int FEATURES = 12;
    static final int MATTER = 4;
    static final double SETS = 495; // 12 choose 4

    private static final List<Double> RIGHT = List.of(0.0, 0.25, 0.5, 0.75, 1.0);
    private static final int SEEDS_PER_SEED =
            10; // a single mask says little: so many data sets for each seed that is asked for
    private static final int NEURONS = 16;
    private static final int EPOCHS = 10;
    private static final double RATE = 1e-2;
    private static final int TRAIN = 2_000;
    private static final int TEST = 1_000;
    private static final String DATA = "synthetic";

    private MaskStudy() {}

    static void run(PaperArguments arguments, PaperStudy.Rows rows) {
        boolean smoke = arguments.settings().smoke();
        int sets = smoke ? 2 : SEEDS_PER_SEED * arguments.settings().seeds();
        List<Made> made = new ArrayList<>();
        for (long seed = 0; seed < sets; seed++) {
            made.add(made(seed, smoke ? TRAIN / 10 : TRAIN));
        }
        for (Made one : made) {
            for (double right : RIGHT) {
                rows.add(
                        DATA,
                        "masks of known information",
                        information(right + (1 - right) / SETS),
                        one.seed(),
                        () -> accuracy(one, mask(one, right)));
            }
        }
        List<boolean[]> chosen = made.stream().map(MaskStudy::byMipp).toList();
        long hits = 0;
        for (int i = 0; i < sets; i++) {
            hits += Arrays.equals(chosen.get(i), made.get(i).matters()) ? 1 : 0;
        }
        double at = information((double) hits / sets);
        for (int i = 0; i < sets; i++) {
            Made one = made.get(i);
            boolean[] mask = chosen.get(i);
            rows.add(DATA, MippAhead.MIPP, at, one.seed(), () -> accuracy(one, mask));
        }
    }

    /** A data set. */
    private record Made(long seed, boolean[] matters, Dataset data) {}

    /** Information in nats between the set that matters and a mask that is it with a probability, else any other one. */
    static double information(double probability) {
        return Math.log(SETS)
                + timesLog(probability, probability)
                + timesLog(1 - probability, (1 - probability) / (SETS - 1));
    }

    private static double timesLog(double factor, double of) {
        return factor <= 0 ? 0 : factor * Math.log(of);
    }

    private static Made made(long seed, int train) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] matters = PixelStudy.drawn(FEATURES, MATTER, random);
        return new Made(
                seed, matters, new Dataset(DATA, images(train, matters, random), images(TEST, matters, random)));
    }

    private static Images images(int count, boolean[] matters, SplittableRandom random) {
        byte[] pixels = new byte[count * FEATURES];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int sum = 0;
            for (int j = 0; j < FEATURES; j++) {
                int value = random.nextInt(256);
                pixels[i * FEATURES + j] = (byte) value;
                sum += matters[j] ? 2 * value - 255 : 0;
            }
            labels[i] = sum > 0 ? 1 : 0;
        }
        return new Images(DATA, 1, 1, FEATURES, 2, pixels, labels);
    }

    /** The right mask with a probability, the same chance for all probabilities. */
    private static boolean[] mask(Made made, double right) {
        SplittableRandom random = new SplittableRandom(~made.seed());
        boolean[] other = PixelStudy.drawn(FEATURES, MATTER, random);
        return random.nextDouble() < right ? made.matters() : other;
    }

    private static boolean[] byMipp(Made made) {
        Activations captured =
                Capture.of(train(made, made.data()), made.data().train(), CaptureOptions.DEFAULT.seed(made.seed()));
        Budget four = new Budget.KeptFraction((double) MATTER / FEATURES);
        return PixelSelection.of(captured, new ClosedFormTerc(Regularisation.DEFAULT), four)
                .mask()
                .flags();
    }

    private static double accuracy(Made made, boolean[] mask) {
        return train(made, PixelStudy.only(made.data(), mask)).test().accuracy();
    }

    private static TrainedNetwork train(Made made, Dataset data) {
        TrainingPlan plan = TrainingPlan.epochs(EPOCHS).learningRate(RATE).seed(made.seed());
        return Training.train(Initialisation.of(Mlp.of(data.train(), NEURONS), made.seed()), data, plan);
    }
}
