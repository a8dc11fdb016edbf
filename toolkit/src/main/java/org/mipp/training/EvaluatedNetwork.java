package org.mipp.training;

import org.mipp.data.Dataset;
import org.mipp.network.Network;
import org.mipp.run.Notes;
import org.mipp.training.judge.Evaluation;

/**
 * A network together with the data that it is for: how a network from a file, of which nobody knows what it was trained on,
 * becomes a stage that can be compared.
 *
 * @param network the network
 * @param dataset what it is judged by, and retrained on
 * @param test how well it does on the test images
 */
public record EvaluatedNetwork(Network network, Dataset dataset, Evaluation test) implements EvaluatedStage {

    /**
     * Judges a network.
     *
     * @param network the network
     * @param data the test images to judge it by
     * @return the network that knows its data
     * @throws IllegalArgumentException if the network does not fit the images
     * @throws org.mipp.network.NotFiniteException if weights or logits are NaN or infinite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public static EvaluatedNetwork of(Network network, Dataset data) {
        return new EvaluatedNetwork(network, data, Evaluation.of(network, data.test()));
    }

    @Override
    public String label() {
        return network.label();
    }

    @Override
    public String toString() {
        return summary() + Notes.of(warnings());
    }
}
