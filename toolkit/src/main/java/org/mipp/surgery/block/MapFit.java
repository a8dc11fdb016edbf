package org.mipp.surgery.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.network.Network;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.structure.DownstreamLayer;
import org.mipp.run.progress.Progress;
import org.mipp.surgery.repair.AffineNorm;
import org.mipp.surgery.repair.LinearMapFit;

/**
 * Gives one map of the pruned network its least-squares weights, g, on what two networks side by side have.
 *
 * @param cut the network after the cut, whose weights a ridge pulls towards
 * @param small the same, alive
 * @param twins both networks
 * @param readers how the maps that read prunable nodes read them, by name
 * @param options how many positions of a convolution to look at
 * @param progress notices an interrupt
 */
record MapFit(
        Network cut,
        LiveNetwork small,
        TwinForward twins,
        Map<String, DownstreamLayer> readers,
        CaptureOptions options,
        Progress progress) {

    /** Fits a map to its aim. What it reads is made of the output of a layer that the pruned network has already. */
    void fit(Aim aim, int[] outputs, String from, UnaryOperator<NDArray> reach) {
        AffineNorm norm = new AffineNorm(cut, aim.map(), aim.batchNorm());
        if (!norm.takesIntercept()) {
            return;
        }
        try (LinearMapFit fit = new LinearMapFit(
                cut.architecture(),
                new LinearMapFit.Fitted(aim.map(), readers.get(aim.map().name()).neighbours(), aim.rectified()),
                options,
                twins.images(),
                small.manager(),
                DataType.FLOAT32)) {
            twins.forEach((full, forward) -> {
                NDArray target = full.of(aim.target());
                try (NDManager scope = small.manager().newSubManager()) {
                    lend(scope, List.of(List.of(target, forward.of(from)), forward.all(aim.others())));
                    fit.add(
                            reach.apply(forward.of(from)),
                            target,
                            List.of(),
                            forward.all(aim.others()),
                            outputs,
                            forward.firstImage());
                }
                progress.advance(0);
            });
            fit.solve(norm).forEach(small::set);
        }
    }

    /** Lets what is made of arrays go with a batch. The same array may occur twice: its place must be noted once. */
    static void lend(NDManager batch, List<List<NDArray>> arrays) {
        Set<NDArray> once = Collections.newSetFromMap(new IdentityHashMap<>());
        arrays.forEach(once::addAll);
        once.forEach(array -> array.tempAttach(batch));
    }

    /** Some channels of an array of shape {@code [images, channels, ...]}. */
    static NDArray channels(NDArray array, int[] wanted) {
        return wanted.length == array.getShape().get(1)
                ? array
                : array.get(new NDIndex(":, {}", array.getManager().create(wanted)));
    }
}
