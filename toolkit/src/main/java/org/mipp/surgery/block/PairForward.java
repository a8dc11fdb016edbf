package org.mipp.surgery.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.mipp.linalg.Matrix;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Layer;
import org.mipp.surgery.repair.AffineNorm;
import org.mipp.surgery.repair.BatchForward;
import org.mipp.surgery.repair.LinearTail;

/** Runs a pair of maps and what is between and behind them, with the weights that they have now. */
final class PairForward {

    private final RectifiedPair pair;
    private final Aim aim; // of the second map
    private final LiveNetwork small;
    private final Layer made; // what the first map makes, behind its batch norm

    PairForward(RectifiedPair pair, Aim aim, LiveNetwork small) {
        this.pair = pair;
        this.aim = aim;
        this.small = small;
        Architecture architecture = small.network().architecture();
        this.made = LinearTail.of(architecture, pair.maker()).batchNorm().orElse(pair.maker());
    }

    Layer madeBy() {
        return made;
    }

    NDArray input(BatchForward forward) {
        return forward.of(pair.maker().input());
    }

    private NDArray apply(Layer layer, NDArray input) {
        return small.apply(layer.name(), input);
    }

    private NDArray run(List<Layer> layers, NDArray input) {
        NDArray value = input;
        for (Layer layer : layers) {
            value = apply(layer, value);
        }
        return value;
    }

    /** What the first map makes, its batch norm included. */
    NDArray made(NDArray input) {
        NDArray raw = apply(pair.maker(), input);
        return made.equals(pair.maker()) ? raw : apply(made, raw);
    }

    /** What the second map reads. */
    NDArray read(NDArray input) {
        return run(pair.between(), apply(pair.maker(), input));
    }

    /** What becomes of the first map's outputs in the end, up to the rectifier behind the second. */
    NDArray finish(NDArray value, BatchForward forward) {
        List<Layer> rest = made.equals(pair.maker())
                ? pair.between()
                : pair.between().subList(1, pair.between().size());
        NDArray read = apply(pair.reader(), run(rest, value));
        NDArray normalised = aim.batchNorm().map(layer -> apply(layer, read)).orElse(read);
        return aim.finish(
                normalised,
                forward.all(aim.others()).stream().map(NDArray::stopGradient).toList());
    }

    /**
     * How strongly half the squared difference bends where two outputs of the first map change together at one position: the
     * inner product of what the second map makes of them, times the places at which it reads each position.
     *
     * @param current with the weights that the second map has now
     */
    Matrix curvature(Network current) {
        Matrix reader = new AffineNorm(current, pair.reader(), aim.batchNorm()).weights();
        int nodes = Math.toIntExact(shape(made).get(0));
        int width = reader.rows() / nodes;
        Matrix byNode = Matrix.fill(
                nodes,
                width * reader.columns(),
                (node, i) -> reader.get(node * width + i / reader.columns(), i % reader.columns()));
        double read = positions(pair.reader()) / positions(made);
        Matrix products = byNode.times(byNode.transpose());
        return Matrix.fill(nodes, nodes, (j, k) -> read * products.get(j, k));
    }

    private Shape shape(Layer layer) {
        return small.network().architecture().outputs().get(layer.name());
    }

    private double positions(Layer layer) {
        return (double) shape(layer).size() / shape(layer).get(0);
    }
}
