package org.mipp.training.judge;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mipp.data.ImageBatches;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.FiniteLogits;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.run.progress.Progress;

/**
 * What was counted of a batch while a network was judged. Batches add up in the order of the images, whoever judged them.
 *
 * @param images how many
 * @param correct whose largest logit is that of their class
 * @param among whose class is among those of the five largest logits; 0 where there are few classes
 * @param loss mean cross-entropy in nats
 */
record JudgedBatch(int images, long correct, long among, float loss) {

    private static final int BEST = 5;
    private static final int FEW_CLASSES = 10;

    /** Images that run at once. */
    static int size(Architecture architecture) {
        return BatchMemory.fastest(architecture);
    }

    /** Judges images, batch by batch. */
    static List<JudgedBatch> of(Network network, Images images, Progress progress) {
        int atOnce = size(network.architecture());
        boolean many = images.classes() > FEW_CLASSES;
        List<JudgedBatch> judged = new ArrayList<>();
        try (LiveNetwork live = LiveNetwork.open(network);
                ImageBatches batches = ImageBatches.of(images, atOnce)) {
            while (batches.hasNext()) {
                JudgedBatch batch = of(live, batches.next(), many);
                judged.add(batch);
                progress.advance(batch.images);
            }
        }
        return judged;
    }

    private static JudgedBatch of(LiveNetwork live, Images some, boolean many) {
        try (NDManager batch = live.manager().newSubManager()) {
            NDArray target = live.uploadLabels(some, batch);
            NDArray logits = FiniteLogits.of(live, LiveNetwork.toInput(live.upload(some, batch)));
            return new JudgedBatch(
                    some.size(),
                    logits.argMax(1).eq(target).sum().getLong(),
                    many ? amongTheBest(logits, target) : 0,
                    Loss.softmaxCrossEntropyLoss()
                            .evaluate(new NDList(target), new NDList(logits))
                            .getFloat());
        }
    }

    /** How many images have fewer than five logits above that of their class. */
    private static long amongTheBest(NDArray logits, NDArray target) {
        NDArray own = logits.gather(target.expandDims(1), 1);
        return logits.gt(own).sum(new int[] {1}).lt(BEST).sum().getLong();
    }

    /** Adds up all batches of some images. */
    static Evaluation sum(List<JudgedBatch> batches, Images images) {
        long correct = 0;
        long among = 0;
        double loss = 0;
        for (JudgedBatch batch : batches) {
            correct += batch.correct;
            among += batch.among;
            loss += batch.images * batch.loss;
        }
        return new Evaluation(
                (double) correct / images.size(),
                loss / images.size(),
                images.size(),
                images.classes() > FEW_CLASSES
                        ? OptionalDouble.of((double) among / images.size())
                        : OptionalDouble.empty());
    }
}
