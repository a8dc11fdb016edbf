package org.mipp.network.onnx.read;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.mipp.network.operation.Padding;

/**
 * What a file does to a tensor in several small nodes and a network in one layer, or in the layer that reads it: taken down
 * until it is known what it comes to.
 */
sealed interface Pending {

    /** Nothing. */
    record None() implements Pending {}

    /**
     * Takes channels from other places, and every n-th pixel.
     *
     * @param rows the step from row to row
     * @param columns the step from column to column
     * @param source for each channel the one that it takes, or -1 for zeros
     */
    record Channels(int rows, int columns, int[] source) implements Pending {

        /** All channels where they are. */
        static Channels all(int count) {
            return new Channels(1, 1, IntStream.range(0, count).toArray());
        }

        /** This, and then others of the channels that it leaves. */
        Channels then(int rowStep, int columnStep, int[] places) {
            return new Channels(
                    Math.multiplyExact(rows, rowStep),
                    Math.multiplyExact(columns, columnStep),
                    IntStream.of(places)
                            .map(place -> place < 0 ? -1 : source[place])
                            .toArray());
        }
    }

    /**
     * Zeros around the image, of which a convolution makes its padding.
     *
     * @param around how many
     */
    record Zeros(Padding around) implements Pending {}

    /**
     * Columns in the order of an image whose channels come last.
     *
     * @param order for each column of the file the layer's own
     */
    record Columns(int[] order) implements Pending {}

    /**
     * Channels in groups, an axis of their own: half of a shuffle.
     *
     * @param order for each channel of the file the layer's own
     */
    record Groups(int[] order) implements Pending {}

    /**
     * Channels of an image in neighbouring groups, each one row of all its pixels: what group normalisation is made of.
     *
     * @param image the shape that the file had before
     */
    record Bands(long[] image) implements Pending {}

    /**
     * All numbers of the only image in one row: PyTorch's {@code as_strided}, a Gather by places, turns it back.
     *
     * @param dims the shape that the file had before
     */
    record Row(long[] dims) implements Pending {}

    /**
     * A function of every value by itself that several nodes spell out.
     *
     * @param values at {@link SpelledFunctions}' places
     * @param nodes of how many it is made
     * @param otherwise the layers that they are if no known function has these values
     */
    record Spelled(double[] values, int nodes, Supplier<Signal> otherwise) implements Pending {}

    /** A factor and a summand for each channel. */
    record Affine(double[] factor, double[] summand) implements Pending {

        /** Whether all channels have the same. */
        boolean isUniform() {
            return Arrays.stream(factor).allMatch(number -> number == factor[0])
                    && Arrays.stream(summand).allMatch(number -> number == summand[0]);
        }

        /** This, and then another. */
        Affine then(double[] nextFactor, double[] nextSummand) {
            double[] factors = new double[factor.length];
            double[] summands = new double[factor.length];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = factor[i] * nextFactor[i];
                summands[i] = summand[i] * nextFactor[i] + nextSummand[i];
            }
            return new Affine(factors, summands);
        }
    }

    /**
     * What turns logits into probabilities at the end; networks here end with the logits.
     *
     * @param type of the node
     */
    record Tail(String type) implements Pending {}
}
