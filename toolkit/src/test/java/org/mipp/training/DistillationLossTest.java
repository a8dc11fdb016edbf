package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.Examples;
import org.mipp.Mipp;
import org.mipp.Retraining;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.network.Initialisation;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.zoo.LeNet5;
import org.mipp.training.judge.Evaluation;
import org.mipp.training.loss.BatchLoss;
import org.mipp.training.loss.TrainingLoss;

/** What a network says as what another one learns; and labels, smoothed. */
class DistillationLossTest {

    private static final Dataset DIGITS = Examples.digits();
    private static final Images FEW = DIGITS.train().first(64);
    private static final Network TEACHER = Examples.lenet().network();
    private static final Network STUDENT = Initialisation.of(LeNet5.architecture(), 5);
    private static final TrainingLoss.Outputs ON_OUTPUTS = Retraining.onOutputsOf(TEACHER);

    private static double loss(TrainingLoss loss, Network student) {
        try (LiveNetwork live = LiveNetwork.open(student);
                BatchLoss batch = BatchLoss.open(loss, live);
                NDManager scope = live.manager().newSubManager()) {
            NDArray input = LiveNetwork.toInput(live.upload(FEW, scope));
            return batch.target(FEW, input, scope).loss(live.forward(input)).getFloat();
        }
    }

    /** Logarithms of softmax(logits / temperature), image by image. */
    private static double[][] logarithms(Network network, double temperature) {
        float[] logits = Examples.logits(network, FEW);
        double[][] logarithms = new double[FEW.size()][10];
        for (int i = 0; i < FEW.size(); i++) {
            double sum = 0;
            for (int k = 0; k < 10; k++) {
                sum += Math.exp(logits[10 * i + k] / temperature);
            }
            for (int k = 0; k < 10; k++) {
                logarithms[i][k] = logits[10 * i + k] / temperature - Math.log(sum);
            }
        }
        return logarithms;
    }

    private static double divergence(double temperature) {
        double[][] wanted = logarithms(TEACHER, temperature);
        double[][] said = logarithms(STUDENT, temperature);
        double sum = 0;
        for (int i = 0; i < FEW.size(); i++) {
            for (int k = 0; k < 10; k++) {
                sum += Math.exp(wanted[i][k]) * (wanted[i][k] - said[i][k]);
            }
        }
        return temperature * temperature * sum / FEW.size();
    }

    /** Minus the mean logarithm of what is said, weighted by smoothed labels. */
    private static double crossEntropy(double smoothing) {
        double[][] said = logarithms(STUDENT, 1);
        double sum = 0;
        for (int i = 0; i < FEW.size(); i++) {
            for (int k = 0; k < 10; k++) {
                sum -= ((k == FEW.label(i) ? 1 - smoothing : 0) + smoothing / 10) * said[i][k];
            }
        }
        return sum / FEW.size();
    }

    @Test
    void theLossIsTheDivergenceFromTheTeachersOutputsTimesTheTemperatureSquared() {
        assertEquals(divergence(2), loss(ON_OUTPUTS, STUDENT), 1e-4 * divergence(2));
        assertEquals(divergence(5), loss(ON_OUTPUTS.temperature(5), STUDENT), 1e-4 * divergence(5));
        assertEquals(0, loss(ON_OUTPUTS, TEACHER), 1e-6);
    }

    @Test
    void labelsMayHaveAShareInIt() {
        double mixed = 0.7 * divergence(2) + 0.3 * crossEntropy(0);
        assertEquals(mixed, loss(ON_OUTPUTS.mixedWithLabels(0.3), STUDENT), 1e-4 * mixed);
    }

    @Test
    void smoothedLabelsGiveAShareToAllClasses() {
        assertEquals(crossEntropy(0), loss(new TrainingLoss.Labels(0), STUDENT), 1e-5);
        assertEquals(crossEntropy(0.1), loss(new TrainingLoss.Labels(0.1), STUDENT), 1e-5);
        assertTrue(Math.abs(crossEntropy(0.1) - crossEntropy(0)) > 1e-4, "or the test would not see the share");
    }

    @Test
    void aNetworkLearnsToReadDigitsWithoutALabel() {
        Images images = DIGITS.train().first(3000).withoutLabels();
        TrainedNetwork learned = Retraining.retrain(
                STUDENT, images, ON_OUTPUTS, Mipp.epochs(2).learningRate(3e-3).batchSize(64));
        assertTrue(agreement(learned.network()) > 0.75, "agreement with the teacher: " + agreement(learned.network()));
        assertEquals(List.of(), learned.warnings());
        assertTrue(learned.data().isEmpty(), "no labels, no data to be judged by");
        assertTrue(
                learned.toString()
                        .startsWith(
                                "LeNet5, trained on MNIST training set: test accuracy not known, there are no test images, "),
                learned.toString());
        assertTrue(learned.toString().contains("on the outputs of LeNet5 at temperature 2.0"), learned.toString());
    }

    private static double agreement(Network network) {
        float[] said = Examples.logits(network, DIGITS.test());
        float[] wanted = Examples.logits(TEACHER, DIGITS.test());
        int agreed = 0;
        for (int i = 0; i < DIGITS.test().size(); i++) {
            agreed += largest(said, i) == largest(wanted, i) ? 1 : 0;
        }
        return (double) agreed / DIGITS.test().size();
    }

    private static int largest(float[] logits, int image) {
        int best = 0;
        for (int k = 1; k < 10; k++) {
            best = logits[10 * image + k] > logits[10 * image + best] ? k : best;
        }
        return best;
    }

    @Test
    void whereItsDataAreKnownItIsJudgedByTheirTestImages() {
        EvaluatedNetwork start = EvaluatedNetwork.of(STUDENT, DIGITS);
        TrainedNetwork learned =
                Retraining.retrain(start, DIGITS.train().first(256).withoutLabels(), ON_OUTPUTS, Mipp.epochs(1));
        assertEquals(Evaluation.of(learned.network(), DIGITS.test()), learned.test());
        assertEquals(
                List.of(
                        "256 images are few to learn a network's outputs from: it takes thousands, with or without labels"),
                learned.warnings());
    }

    @Test
    void theTeacherSeesTheImagesAsTheyAreLearnedFrom() {
        TrainingPlan plan =
                Mipp.epochs(1).mirrored().shifted(3).cropped(0.5).sgd(0, 0).loss(ON_OUTPUTS);
        TrainedNetwork same = Training.train(TEACHER, DIGITS.train().first(256).withoutLabels(), plan);
        same.curve().forEach(point -> {
            assertEquals(0, point.loss(), 1e-6);
            assertEquals(1, point.accuracy(), "of images on which both agree");
        });
    }

    @Test
    void aRateThatWasLeftConstantFallsOnOutputs() {
        assertEquals(Schedule.falling(1e-3), Mipp.epochs(1).loss(ON_OUTPUTS).schedule());
        assertEquals(
                Schedule.falling(2e-3),
                Mipp.epochs(1).loss(ON_OUTPUTS).learningRate(2e-3).schedule());
        TrainingPlan chosen = Mipp.epochs(1).dropping(0.5);
        assertEquals(chosen.schedule(), chosen.loss(ON_OUTPUTS).schedule());
        TrainingPlan constant = Mipp.epochs(1).loss(TrainingLoss.Outputs.own()).schedule(Schedule.constant(1e-2));
        assertEquals(Schedule.constant(1e-2), constant.taughtBy(TEACHER).schedule());
    }

    @Test
    void aTeacherIsPutInWhereThereIsNone() {
        TrainingPlan own = Mipp.epochs(1).loss(Retraining.onItsOwnOutputs());
        assertEquals(ON_OUTPUTS, own.taughtBy(TEACHER).loss());
        assertEquals(ON_OUTPUTS, own.taughtBy(TEACHER).taughtBy(STUDENT).loss(), "one is not replaced");
        assertEquals(Mipp.epochs(1), Mipp.epochs(1).taughtBy(TEACHER));
    }

    private static String refusal(TrainingLoss loss, Images images) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> Training.train(STUDENT, images, Mipp.epochs(1).loss(loss)))
                .getMessage();
    }

    @Test
    void refusesWhatCannotTeach() {
        assertEquals(
                "training on outputs: expected a network whose outputs to learn, got none; name it: onOutputsOf(network)",
                refusal(TrainingLoss.Outputs.own(), FEW));
        assertEquals(
                "training on the outputs of perceptron: expected a network with as many as LeNet5, 10, got 4; take the network"
                        + " that it was pruned from",
                refusal(TrainingLoss.Outputs.of(Examples.perceptron(0, 5, 4)), FEW));
        String labels = refusal(ON_OUTPUTS.mixedWithLabels(0.5), FEW.withoutLabels());
        assertTrue(labels.startsWith("labels: expected labelled images, got 'MNIST"), labels);
    }

    @Test
    void refusesNumbersOutsideTheirRanges() {
        assertEquals(
                "temperature: expected a finite number above 0, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> ON_OUTPUTS.temperature(0))
                        .getMessage());
        assertEquals(
                "share of the labels in the loss: expected a number of at least 0 and below 1, got 1.0; without a teacher's"
                        + " outputs, train on labels",
                assertThrows(IllegalArgumentException.class, () -> ON_OUTPUTS.mixedWithLabels(1))
                        .getMessage());
        assertEquals(
                "label smoothing: expected a number of at least 0 and below 1, got -0.1; usual is 0.1",
                assertThrows(IllegalArgumentException.class, () -> Mipp.epochs(1)
                                .labelSmoothing(-0.1))
                        .getMessage());
    }
}
