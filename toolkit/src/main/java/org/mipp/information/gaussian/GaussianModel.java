package org.mipp.information.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mipp.linalg.Cholesky;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.SecondMoments;

/**
 * A layer's nodes X and its next linear map's outputs Y as jointly Gaussian: mutual information in closed form.
 *
 * <p>A node is a group of {@code width} neighbouring columns of X: one column in a fully connected layer, the k x k
 * columns of a patch or the H x W columns of a flattened map for a filter. With S the covariances, scaled so that every
 * node and every target has variance 1:
 *
 * <ul>
 *   <li>{@code I(X_G; Y) = 1/2 (ln det S_GG - ln det S_GG|Y)};
 *   <li>{@code phi_G = I(X_G; Y | X_rest) = 1/2 (ln det P_GG - ln det Q_GG)}, with Q the precision of X and P the X block
 *       of the joint precision.
 * </ul>
 *
 * <p>The paper (Westphal, Hailes, Musolesi, arXiv:2411.00147) estimates the same quantities by the loss of a small neural
 * network; the closed form sees linear dependence only. See {@link Regularisation} for what is added. Nodes that never
 * vary ("dead") carry no information and are left out of the algebra; so are targets that never vary. Cost
 * O(p^3 + p^2 q) for everything here.
 */
public final class GaussianModel {

    private final int width;
    private final int nodes;
    private final int[] live;
    private final long samples;
    private final Matrix xx;
    private final Matrix xy;
    private final Matrix yy;
    private final List<String> warnings = new ArrayList<>();
    private volatile @Nullable Matrix givenTargets; // of the inputs, once it is needed

    private GaussianModel(SecondMoments moments, int width, Regularisation regularisation) {
        double[] nodeVariance = moments.nodeVariance(width);
        double[] targetVariance = moments.targetVariance();
        this.width = width;
        this.nodes = nodeVariance.length;
        this.samples = moments.independentSamples();
        this.live = IntStream.range(0, nodes).filter(i -> nodeVariance[i] > 0).toArray();
        int[] liveTargets = IntStream.range(0, targetVariance.length)
                .filter(j -> targetVariance[j] > 0)
                .toArray();
        int p = live.length * width;
        int q = liveTargets.length;
        int[] column = new int[p + q];
        double[] scale = new double[p + q];
        for (int i = 0; i < p; i++) {
            column[i] = live[i / width] * width + i % width;
            scale[i] = Math.sqrt(nodeVariance[live[i / width]]);
        }
        for (int j = 0; j < q; j++) {
            column[p + j] = moments.inputs() + liveTargets[j];
            scale[p + j] = Math.sqrt(targetVariance[liveTargets[j]]);
        }
        int[] inputs = Arrays.copyOf(column, p);
        int[] outputs = Arrays.copyOfRange(column, p, p + q);
        double rho = moments.samples() > p + q ? 0 : shrinkage(moments, inputs, outputs, scale);
        double ridge = rho + regularisation.ridge();
        double noise = rho + regularisation.noise();
        double left = 1 - rho;
        this.xx = moments.covariances(
                inputs, inputs, (i, j, c) -> left * (c / (scale[i] * scale[j])) + (i == j ? ridge : 0));
        this.xy = moments.covariances(inputs, outputs, (i, j, c) -> left * (c / (scale[i] * scale[p + j])));
        this.yy = moments.covariances(
                outputs, outputs, (i, j, c) -> left * (c / (scale[p + i] * scale[p + j])) + (i == j ? noise : 0));
    }

    /**
     * Makes the model of one link between two layers.
     *
     * @param moments of the columns that the next linear map sees and of its outputs
     * @param width columns per node; the inputs come node by node
     * @param regularisation ridge and noise
     * @return the model
     * @throws IllegalArgumentException if the width does not divide the number of inputs
     */
    public static GaussianModel of(SecondMoments moments, int width, Regularisation regularisation) {
        return new GaussianModel(moments, width, regularisation);
    }

    /**
     * With fewer samples than columns a sample covariance has no inverse. It is then shrunk towards the identity by the
     * oracle approximating rule (Chen, Wiesel, Eldar, Hero, IEEE Trans. Signal Processing 58, 2010), and the model says so.
     */
    private double shrinkage(SecondMoments moments, int[] inputs, int[] outputs, double[] scale) {
        long n = moments.samples();
        int p = inputs.length;
        int d = p + outputs.length;
        double[] sums = new double[2]; // the trace, and the squares of all entries
        moments.covariances(inputs, inputs, (i, j, c) -> add(sums, i == j, 1, c / (scale[i] * scale[j])));
        moments.covariances(inputs, outputs, (i, j, c) -> add(sums, false, 2, c / (scale[i] * scale[p + j])));
        moments.covariances(outputs, outputs, (i, j, c) -> add(sums, i == j, 1, c / (scale[p + i] * scale[p + j])));
        double trace = sums[0];
        double squares = sums[1];
        double above = (1 - 2.0 / d) * squares + trace * trace;
        double below = (n + 1 - 2.0 / d) * (squares - trace * trace / d);
        double rho = above < below ? above / below : 1;
        warnings.add(String.format(
                Locale.ROOT,
                "only %d samples for %d columns: covariances are shrunk by %.0f %%; capture more images",
                n,
                d,
                100 * rho));
        return rho;
    }

    private static double add(double[] sums, boolean diagonal, int times, double value) {
        sums[0] += diagonal ? value : 0;
        sums[1] += times * value * value;
        return 0;
    }

    /** {@return how many nodes the layer has, dead ones included} */
    public int nodes() {
        return nodes;
    }

    /** {@return how many targets vary} */
    public int targets() {
        return yy.rows();
    }

    /** {@return columns per node} */
    public int width() {
        return width;
    }

    /** {@return how many independent samples the model rests on} */
    public long samples() {
        return samples;
    }

    /** {@return the nodes that vary, in ascending order} */
    public int[] live() {
        return live.clone();
    }

    /** {@return doubts about the data, for display; empty where there are none} */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Gives the information that all nodes together share with the targets.
     *
     * @return I(X; Y) in nats
     */
    public double total() {
        Matrix residual = Cholesky.of(xx).schurComplement(yy, xy.transpose());
        return (Cholesky.of(yy).logDeterminant() - Cholesky.of(residual).logDeterminant()) / 2;
    }

    /**
     * Gives the information that each node by itself shares with the targets, redundant or not.
     *
     * @return I(X_i; Y) in nats, shape {@code [nodes]}; 0 for dead nodes
     */
    public double[] alone() {
        double[] nats = new double[nodes];
        for (int i = 0; i < live.length; i++) {
            nats[live[i]] = (logDeterminantOfBlock(xx, i) - logDeterminantOfBlock(xxGivenTargets(), i)) / 2;
        }
        return nats;
    }

    private double logDeterminantOfBlock(Matrix matrix, int group) {
        int[] columns = IntStream.range(group * width, (group + 1) * width).toArray();
        return Cholesky.of(matrix.select(columns, columns)).logDeterminant();
    }

    /**
     * Gives the information that only this node has: what would be lost if it alone were removed.
     *
     * @return phi_i = I(X_i; Y | all other nodes) in nats, shape {@code [nodes]}; 0 for dead nodes
     */
    public double[] unique() {
        try (BackwardElimination all = eliminate()) {
            return all.scores().stream()
                    .mapToDouble(BackwardElimination.Score::nats)
                    .toArray();
        }
    }

    /**
     * Starts to seek who else tells what a node tells.
     *
     * @param node the node
     * @return the scan with no other node chosen
     */
    public RedundancyScan redundancy(int node) {
        return new RedundancyScan(node, live, width, xx, xxGivenTargets());
    }

    /** The covariance of the inputs given the targets, made when it is first asked for. */
    private Matrix xxGivenTargets() {
        Matrix made = givenTargets;
        if (made == null) {
            made = Cholesky.of(yy).schurComplement(xx, xy);
            givenTargets = made; // another thread may make it too: the same
        }
        return made;
    }

    /**
     * Starts removing nodes one after the other.
     *
     * @return the elimination with all nodes in; the caller closes it
     */
    public BackwardElimination eliminate() {
        return new BackwardElimination(this, xx, xy, yy);
    }
}
