package org.mipp.surgery.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.MapRows;
import org.mipp.capture.moments.Positions;
import org.mipp.linalg.Matrix;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.engine.GradientLock;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Constants;
import org.mipp.network.operation.LinearMap;
import org.mipp.run.progress.Progress;
import org.mipp.surgery.repair.AffineNorm;
import org.mipp.surgery.repair.BatchForward;
import org.mipp.surgery.repair.LinearTail;

/**
 * Fits two linear maps with a rectifier between them together, by variable projection: the second is always the least-squares
 * map ({@link MapFit}), the first takes Gauss-Newton steps ({@link StepRegression}), and a step is only taken if what is left
 * of the loss, the mean squared difference from what the original network makes behind the second map, has fallen. Otherwise a
 * third of it is tried, {@value #ATTEMPTS} times, before the fit ends.
 *
 * <p>Golub and Pereyra (SIAM J. Numer. Anal. 10, 1973) for variable projection; the curvature is a Kronecker product as in
 * Martens and Grosse (arXiv:1503.05671), which ignores that the positions of a map overlap: hence the test of each step.
 */
final class PairFit {

    static final int ATTEMPTS = 5;
    private static final double SHORTER = 3;
    private static final double LONGER = 1.5;

    private final RectifiedPair pair;
    private final Aim aim; // of the second map
    private final int[] outputs; // of the second map that are left
    private final MapFit maps;
    private final TwinForward twins;
    private final Progress progress;
    private final Network cut;
    private final LiveNetwork small;
    private final PairForward run;

    PairFit(RectifiedPair pair, Aim aim, int[] outputs, MapFit maps) {
        this.pair = pair;
        this.aim = aim;
        this.outputs = outputs.clone();
        this.maps = maps;
        this.twins = maps.twins();
        this.progress = maps.progress();
        this.cut = maps.cut();
        this.small = maps.small();
        this.run = new PairForward(pair, aim, small);
    }

    /** Fits, and says what the loss was before and after. */
    BlockRepair.PairLoss fit(int rounds) {
        fitReader();
        double before = loss();
        double least = before;
        double length = 1;
        String name = pair.maker().name() + " and " + pair.reader().name();
        try (StepRegression regression = new StepRegression(small.manager())) {
            addInputs(regression);
            int round = 0;
            for (; round < rounds && least > 0; round++) {
                progress.advance(1, name);
                Map<String, Tensor> best = parameters();
                AffineNorm start = norm();
                StepRegression.Step step = step(regression);
                double now = least;
                for (int attempt = 0; attempt < ATTEMPTS && !(now < least); attempt++) {
                    length = attempt == 0 ? length : length / SHORTER;
                    move(start, step, length);
                    now = loss();
                }
                if (!(now < least)) {
                    best.forEach(small::set);
                    break;
                }
                least = now;
                length = Math.min(1, LONGER * length);
            }
            progress.advance(Math.max(0, rounds - round), name);
        }
        return new BlockRepair.PairLoss(pair.maker().name(), pair.reader().name(), before, least);
    }

    private void move(AffineNorm start, StepRegression.Step step, double length) {
        start.parameters(
                        less(start.weights(), step.weights(), length),
                        less(start.intercept(), step.constants(), length))
                .forEach(small::set);
        fitReader();
    }

    private static Matrix less(Matrix from, Matrix step, double length) {
        return Matrix.fill(from.rows(), from.columns(), (i, j) -> from.get(i, j) - length * step.get(i, j));
    }

    private void fitReader() {
        maps.fit(aim, outputs, pair.maker().input(), run::read);
    }

    private NDArray wanted(BatchForward full) {
        return aim.bent(MapFit.channels(full.of(aim.target()), outputs));
    }

    /** The mean squared difference from the original network, over all images and positions. */
    double loss() {
        double[] sums = new double[2];
        onBatches((full, forward) -> {
            NDArray difference =
                    run.finish(run.made(run.input(forward)), forward).sub(wanted(full));
            sums[0] += difference.square().sum().getFloat();
            sums[1] += difference.size();
        });
        return sums[0] / sums[1];
    }

    /** Visits all batches; what is made of their arrays is freed with each. */
    private void onBatches(TwinForward.Visitor visitor) {
        twins.forEach((full, forward) -> {
            NDManager scope = small.manager().newSubManager();
            try {
                MapFit.lend(
                        scope, List.of(List.of(run.input(forward), full.of(aim.target())), forward.all(aim.others())));
                visitor.visit(full, forward);
            } finally {
                scope.close();
            }
            progress.advance(0);
        });
    }

    private void addInputs(StepRegression regression) {
        onBatches((full, forward) -> {
            NDArray value = run.made(run.input(forward));
            MapRows rows = rows(forward);
            NDArray positive = rows.outputs(value).gt(0).toType(DataType.FLOAT32, false);
            regression.addInputs(
                    rows.inputs(run.input(forward)), positive, value.getShape().get(0));
        });
    }

    private StepRegression.Step step(StepRegression regression) {
        onBatches((full, forward) -> {
            MapRows rows = rows(forward);
            regression.addGradients(rows.inputs(run.input(forward)), rows.outputs(gradient(full, forward)));
        });
        return regression.step(run.curvature(current()));
    }

    /**
     * The gradient of half the squared differences by what the first map makes. The engine records what is computed unless the
     * thread is the one that loaded it: how the batch came about is left out.
     */
    private NDArray gradient(BatchForward full, BatchForward forward) {
        NDArray value = run.made(run.input(forward)).stopGradient().duplicate();
        value.setRequiresGradient(true);
        NDArray wanted = wanted(full).stopGradient();
        GradientLock.take(progress, () -> {
            try (GradientCollector collector = small.manager().getEngine().newGradientCollector()) {
                collector.backward(Constants.times(
                        run.finish(value, forward).sub(wanted).square().sum(), 0.5));
            }
        });
        return value.getGradient();
    }

    /** The same positions each time, so that losses can be compared. */
    private MapRows rows(BatchForward forward) {
        LinearMap map = cut.architecture().map(pair.maker().name());
        CaptureOptions options = maps.options();
        Positions drawn = new Positions(options.seed(), pair.maker().name());
        return MapRows.choose(
                map,
                cut.architecture().outputs().get(pair.maker().input()),
                Math.toIntExact(run.input(forward).getShape().get(0)),
                options.positionsPerImage(maps.twins().images(), map.columns()),
                image -> drawn.of(forward.firstImage() + image));
    }

    private AffineNorm norm() {
        return new AffineNorm(
                current(),
                pair.maker(),
                LinearTail.of(cut.architecture(), pair.maker()).batchNorm());
    }

    private Network current() {
        return cut.withWeights(parameters());
    }

    /** The weights of both maps and their batch norms as they are now. */
    private Map<String, Tensor> parameters() {
        Map<String, Tensor> now = new HashMap<>();
        List<String> layers = List.of(
                pair.maker().name(),
                run.madeBy().name(),
                pair.reader().name(),
                aim.batchNorm().orElse(pair.reader()).name());
        cut.weights().forEach((name, tensor) -> {
            if (layers.contains(name.substring(0, name.lastIndexOf('.')))) {
                now.put(name, Tensor.of(tensor.shape(), small.parameter(name).toFloatArray()));
            }
        });
        return now;
    }
}
