package org.mipp;

import static org.mipp.run.Checks.given;

import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.selection.Masks;
import org.mipp.surgery.ReadOut;
import org.mipp.surgery.Reconstruction;
import org.mipp.surgery.SignalScale;
import org.mipp.training.EvaluatedNetwork;

/**
 * What is done after a cut, by short names.
 *
 * <pre>{@code
 * prune(lenet, masks, g());
 * var same = scaled(lenet5(), digits.sample(500));
 * prune(lenet, masks, blocks(3));               // a trained network: no labels, no training
 * var small = prune(lenet5(), masks, scale());  // before training
 * retrain(readOut(small, digits), digits, epochs(1));
 * }</pre>
 */
public final class Repairs {

    private static final String NETWORK = "a network";

    private Repairs() {}

    /**
     * Cuts a network to the nodes that stay and repairs it in the way that is asked for.
     *
     * @param network the network, trained or not; left as it is
     * @param masks which nodes stay
     * @param repair {@link #g}, {@link #blocks} or {@link #scale}
     * @return the smaller network, with its accuracy at each step if the data are known
     */
    public static PrunedNetwork prune(NetworkStage network, Masks masks, Reconstruction repair) {
        return PrunedNetwork.of(given(network, NETWORK), given(masks, "masks"), given(repair, "a repair"));
    }

    /** {@return the repair layer by layer, which {@code prune} does where nothing else is asked for} */
    public static Reconstruction g() {
        return new Reconstruction.G();
    }

    /**
     * Repairs block by block: both maps of a residual block, or neighbours of a chain, are fitted together. No labels. Better
     * than g, and two to four times slower.
     *
     * @param rounds per block; 3 do most of it, 8 a little more
     * @return the repair
     */
    public static Reconstruction blocks(int rounds) {
        return new Reconstruction.Blocks(rounds);
    }

    /** {@return the repair of a network that has not been trained: its signals get their scale back, nothing else} */
    public static Reconstruction scale() {
        return new Reconstruction.Scale();
    }

    /**
     * Gives the signals of a network their scale back, as {@link #scale} does after a cut: for new networks that others are
     * compared with.
     *
     * @param network new or cut, not trained; left as it is
     * @param images some to run through it; labels are not used
     * @return the scaled network
     */
    public static Network scaled(NetworkStage network, Images images) {
        return SignalScale.restore(given(network, NETWORK).network(), given(images, "images"));
    }

    /**
     * Sets the last layer by least squares to the labels of all training images. It uses labels, as training does.
     *
     * @param network pruned or new; left as it is
     * @param data whose training images to use, and by which the result is judged
     * @return the network with its test accuracy
     */
    public static EvaluatedNetwork readOut(NetworkStage network, Dataset data) {
        return EvaluatedNetwork.of(readOut(network, given(data, "a data set").train()), data);
    }

    /**
     * Sets the last layer by least squares to the labels of some images. It uses labels, as training does.
     *
     * @param network pruned or new; left as it is
     * @param images labelled images
     * @return the network
     */
    public static Network readOut(NetworkStage network, Images images) {
        return ReadOut.install(given(network, NETWORK).network(), given(images, "images"));
    }
}
