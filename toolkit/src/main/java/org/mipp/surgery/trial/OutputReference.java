package org.mipp.surgery.trial;

import static org.mipp.run.Checks.argument;

import org.mipp.data.Images;

/**
 * What a network says of some images, as log-probabilities, and how far another one is from it.
 *
 * @param logs log-probabilities, images by classes, row by row
 * @param classes how many outputs there are
 * @param temperature by which logits were divided
 */
record OutputReference(double[] logs, int classes, double temperature) {

    /**
     * Nats that the outputs tell of the image, below which they hardly depend on it: new weights give LeNet5 6e-6 and a narrow
     * ResNet-8 5e-5, 16 steps of training LeNet5 4e-3.
     */
    private static final double LEAST = 1e-3;

    private static final double ERRORS = 3; // standard errors above chance

    static OutputReference of(float[] logits, int classes, double temperature) {
        return new OutputReference(logProbabilities(logits, classes, temperature), classes, temperature);
    }

    private static double[] logProbabilities(float[] logits, int classes, double temperature) {
        double[] logs = new double[logits.length];
        for (int from = 0; from < logits.length; from += classes) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = from; j < from + classes; j++) {
                largest = Math.max(largest, logits[j] / temperature);
            }
            double sum = 0;
            for (int j = from; j < from + classes; j++) {
                sum += Math.exp(logits[j] / temperature - largest);
            }
            for (int j = from; j < from + classes; j++) {
                logs[j] = logits[j] / temperature - largest - Math.log(sum);
            }
        }
        return logs;
    }

    /** The mean over images of the divergence of a network that says this instead, in nats; NaN if that is not finite. */
    double divergence(float[] logits) {
        double[] others = logProbabilities(logits, classes, temperature);
        double sum = 0;
        for (int j = 0; j < logs.length; j++) {
            sum += Math.exp(logs[j]) * (logs[j] - others[j]);
        }
        double mean = sum / images();
        return Double.isFinite(mean) ? mean : Double.NaN;
    }

    private int images() {
        return logs.length / classes;
    }

    /** What a draw from the outputs tells of the image, in nats: the entropy of their mean minus the mean of their entropies. */
    double information() {
        double own = 0;
        double[] mean = new double[classes];
        for (int j = 0; j < logs.length; j++) {
            double p = Math.exp(logs[j]);
            own -= p * logs[j] / images();
            mean[j % classes] += p / images();
        }
        double all = 0;
        for (double p : mean) {
            all -= p > 0 ? p * Math.log(p) : 0;
        }
        return all - own;
    }

    /**
     * Refuses outputs that say nothing: those of networks that have not been trained.
     *
     * @param images that it is about; labels, where they fit the outputs, are used for this alone
     */
    void requireTelling(String network, Images images) {
        argument(
                classes > 1,
                "losses at the outputs: expected a network of at least two outputs, got one of %s; share the budget without"
                        + " measuring",
                network);
        String remedy =
                "before training the outputs say nothing of a cut: train the network first, or share the budget without"
                        + " measuring";
        argument(
                information() >= LEAST,
                "losses at the outputs: expected outputs of %s that depend on the image, got %.3g nats of information about"
                        + " it; %s",
                network,
                information(),
                remedy);
        if (images.labelled() && images.classes() == classes) {
            double chance = 1.0 / classes;
            double error = Math.sqrt(chance * (1 - chance) / images.size());
            double right = right(images);
            argument(
                    right > chance + ERRORS * error,
                    "losses at the outputs: expected more right answers of %s than by chance, got %.1f %%; %s",
                    network,
                    100 * right,
                    remedy);
        }
    }

    private double right(Images images) {
        int right = 0;
        for (int image = 0; image < images.size(); image++) {
            int best = 0;
            for (int j = 1; j < classes; j++) {
                best = logs[image * classes + j] > logs[image * classes + best] ? j : best;
            }
            right += best == images.label(image) ? 1 : 0;
        }
        return (double) right / images.size();
    }
}
