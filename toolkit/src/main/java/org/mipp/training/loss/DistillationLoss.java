package org.mipp.training.loss;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.FiniteLogits;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Constants;
import org.mipp.network.structure.Architecture;

/** The divergence from a teacher's outputs, asked of it batch by batch, in evaluation mode. */
record DistillationLoss(TrainingLoss.Outputs settings, LiveNetwork teacher, LiveNetwork live) implements BatchLoss {

    static DistillationLoss open(TrainingLoss.Outputs settings, LiveNetwork live) {
        argument(
                settings.teacher().isPresent(),
                "training on outputs: expected a network whose outputs to learn, got none; name it: onOutputsOf(network)");
        Network teacher = settings.teacher().orElseThrow();
        Shape own = logits(live.network());
        argument(
                logits(teacher).equals(own),
                "training on the outputs of %s: expected a network with as many as %s, %d, got %d; take the network that it was"
                        + " pruned from",
                teacher.label(),
                live.network().label(),
                own.size(),
                logits(teacher).size());
        return new DistillationLoss(settings, LiveNetwork.open(teacher), live);
    }

    private static Shape logits(Network network) {
        Architecture architecture = network.architecture();
        return architecture.outputs().get(architecture.last().name());
    }

    @Override
    public Target target(Images chosen, NDArray input, NDManager owner) {
        NDArray outputs = FiniteLogits.of(teacher, input);
        NDArray labels = settings.labels() > 0 ? live.uploadLabels(chosen, owner) : outputs.argMax(1);
        return new OutputTarget(
                settings,
                Constants.over(outputs, (float) settings.temperature()).logSoftmax(1),
                outputs.argMax(1),
                labels);
    }

    @Override
    public void close() {
        teacher.close();
    }

    /** What the teacher says: logarithms of probabilities at the temperature, and the likeliest classes. */
    private record OutputTarget(TrainingLoss.Outputs settings, NDArray wanted, NDArray classes, NDArray labels)
            implements Target {
        @Override
        public NDArray loss(NDArray logits) {
            float temperature = (float) settings.temperature(); // doubles would make the loss one
            float share = (float) settings.labels();
            NDArray said = Constants.over(logits, temperature).logSoftmax(1);
            NDArray mean = wanted.exp().mul(wanted.sub(said)).sum(new int[] {1}).mean();
            NDArray divergence = Constants.times(mean, temperature * temperature);
            return share == 0
                    ? divergence
                    : Constants.times(divergence, 1 - share)
                            .add(Constants.times(LabelLoss.crossEntropy(labels, logits), share));
        }
    }
}
