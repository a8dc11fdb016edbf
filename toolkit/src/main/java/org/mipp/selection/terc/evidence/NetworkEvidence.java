package org.mipp.selection.terc.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.information.neural.WarmStartNetwork;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.MeanAndVariance;
import org.mipp.linalg.SecondMoments;

/**
 * Evidence as published: networks that predict the outputs and are trained on from the weights that they have when a node
 * is taken away, so that most tests end after a few passes.
 *
 * <p>The paper repeats every fit five times and asks whether the loss comes back; here the losses of all repeats are
 * averaged and compared with those of nodes of noise, of which some are put beside the real ones before the first fit. The
 * order, by what each node tells alone, comes from the Gaussian closed form: a network per node would cost as much as the
 * search.
 */
public final class NetworkEvidence implements ReaderEvidence {

    private static final int NOISE_NODES = 5;

    private final ObservedLink link;
    private final List<WarmStartNetwork> networks = new ArrayList<>();
    private final OptionalDouble threshold;
    private final double[] alone;
    private final LongConsumer done;
    private int pending = -1;

    /** Asks networks that learn to predict, and says of each that it is done. */
    public NetworkEvidence(ObservedLink link, double confidence, int repeats, long seed, LongConsumer done) {
        this.link = link;
        this.done = done;
        this.alone = link.nodes().isEmpty()
                ? new double[0]
                : GaussianModel.of(SecondMoments.of(link.x(), link.y()), link.width(), Regularisation.DEFAULT)
                        .alone();
        Matrix withNoise = link.nodes().isEmpty() ? link.x() : link.x().beside(noise(seed));
        try {
            if (!link.nodes().isEmpty()) {
                LongStream.range(0, repeats)
                        .forEach(repeat -> networks.add(
                                WarmStartNetwork.fit(withNoise, link.y(), seed + repeat, () -> done.accept(0))));
            }
            this.threshold = OptionalDouble.of(link.nodes().isEmpty() ? 0 : chance(confidence));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Nodes like the real ones, each of rows drawn for itself. */
    private Matrix noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = link.width();
        int rows = link.x().rows();
        int[] block = random.ints(NOISE_NODES, 0, link.nodes().size()).toArray();
        int[][] drawn = IntStream.range(0, NOISE_NODES)
                .mapToObj(node -> random.ints(rows, 0, rows).toArray())
                .toArray(int[][]::new);
        return Matrix.fill(rows, NOISE_NODES * width, (i, j) -> link.x()
                .get(drawn[j / width][i], block[j / width] * width + j % width));
    }

    /** What is lost with a node of noise, with the confidence asked for, by Student's distribution. */
    private double chance(double confidence) {
        double[] lost = new double[NOISE_NODES];
        int first = link.nodes().size();
        for (int node = 0; node < NOISE_NODES; node++) {
            lost[node] = lost(first + node, Double.NEGATIVE_INFINITY);
        }
        int[] all = IntStream.range(first, first + NOISE_NODES).toArray();
        networks.forEach(network -> {
            network.without(ObservedLink.columns(all, link.width()), 0);
            network.accept();
        });
        MeanAndVariance noise = MeanAndVariance.of(lost);
        double quantile = noise.mean()
                + TDistribution.of(NOISE_NODES - 1).inverseCumulativeProbability(confidence)
                        * Math.sqrt(noise.variance() * (1 + 1.0 / NOISE_NODES));
        return Math.max(
                0, quantile); // noise may hurt a network, so that it gains without; a node has to be worth something
    }

    private double lost(int block, double enough) {
        int[] columns = ObservedLink.columns(new int[] {block}, link.width());
        return networks.stream()
                .mapToDouble(network -> network.without(columns, enough))
                .average()
                .orElse(0);
    }

    @Override
    public OptionalDouble threshold() {
        return threshold;
    }

    @Override
    public double nats() {
        return networks.stream().mapToDouble(WarmStartNetwork::nats).average().orElse(0);
    }

    @Override
    public boolean reads(int node) {
        return link.nodes().contains(node);
    }

    @Override
    public double alone(int node) {
        int block = link.nodes().indexOf(node);
        return block < 0 ? 0 : alone[block];
    }

    @Override
    public double phi(int node) {
        pending = node;
        done.accept(1);
        return reads(node) ? lost(link.nodes().indexOf(node), threshold.orElseThrow()) : 0;
    }

    @Override
    public void remove(int node, double phi) {
        if (reads(node)) {
            if (pending != node) {
                lost(link.nodes().indexOf(node), phi);
            }
            networks.forEach(WarmStartNetwork::accept);
        }
    }

    @Override
    public void close() {
        networks.forEach(WarmStartNetwork::close);
    }
}
