package org.mipp;

import static org.mipp.run.Checks.given;

import org.mipp.data.Images;
import org.mipp.network.NetworkStage;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.loss.TrainingLoss;

/**
 * The verbs of retraining on what a network says, for which no image needs a label.
 *
 * <pre>{@code
 * retrain(small, photos, onOutputsOf(net), epochs(3));
 * experiment(net, photos).retraining(epochs(1).loss(onItsOwnOutputs()));
 * }</pre>
 */
public final class Retraining {

    private Retraining() {}

    /**
     * Trains a pruned network on from the weights that it has, on what another network says to images: no labels are read.
     *
     * <pre>{@code
     * retrain(small, photos, onOutputsOf(net), epochs(5).mirrored())
     * }</pre>
     *
     * @param pruned the network; left as it is
     * @param images thousands of them
     * @param loss on the outputs of the whole network
     * @param plan how to train; its learning rate, if constant, becomes one with warm-up and cosine
     * @return the retrained network, judged by the test images of its data if they are known
     */
    public static TrainedNetwork retrain(
            NetworkStage pruned, Images images, TrainingLoss.Outputs loss, TrainingPlan plan) {
        return Training.train(
                given(pruned, "a network"),
                given(images, "images"),
                given(plan, "a training plan").loss(given(loss, "a loss")));
    }

    /**
     * Says to learn what a network says: the divergence from its outputs, at temperature 2.
     *
     * @param network whose outputs to come close to, most often the one that was pruned
     * @return the loss; {@code temperature(4)} and {@code mixedWithLabels(0.1)} change it
     */
    public static TrainingLoss.Outputs onOutputsOf(NetworkStage network) {
        return TrainingLoss.Outputs.of(given(network, "a network").network());
    }

    /** {@return the loss on the outputs of the network that was pruned, for an experiment's retraining} */
    public static TrainingLoss.Outputs onItsOwnOutputs() {
        return TrainingLoss.Outputs.own();
    }
}
