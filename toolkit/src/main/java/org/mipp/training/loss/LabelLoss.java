package org.mipp.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import org.mipp.data.Images;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Constants;

/** The cross-entropy with labels, of which a share may be spread over all classes. */
record LabelLoss(double smoothing, LiveNetwork live) implements BatchLoss {

    @Override
    public Target target(Images chosen, NDArray input, NDManager owner) {
        return new LabelTarget(live.uploadLabels(chosen, owner), smoothing);
    }

    private record LabelTarget(NDArray classes, double smoothing) implements Target {
        @Override
        public NDArray loss(NDArray logits) {
            NDArray sharp = crossEntropy(classes, logits);
            if (smoothing == 0) {
                return sharp;
            }
            float share = (float) smoothing; // a double would make the loss one
            NDArray even = logits.logSoftmax(1).mean().neg(); // the cross-entropy with all classes alike
            return Constants.times(sharp, 1 - share).add(Constants.times(even, share));
        }
    }

    /** The mean cross-entropy of logits with labels, in nats. */
    static NDArray crossEntropy(NDArray labels, NDArray logits) {
        return Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(logits));
    }
}
