package org.mipp.benchmark;

import java.util.List;
import java.util.Locale;
import org.mipp.Budgets;
import org.mipp.Datasets;
import org.mipp.Networks;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.network.engine.ComputeDevice;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.surgery.Cut;
import org.mipp.surgery.block.BlockRepair;
import org.mipp.training.EvaluatedNetwork;
import org.mipp.training.EvaluatedStage;
import org.mipp.training.Training;
import org.mipp.training.TrainingPlan;
import org.mipp.training.judge.Evaluation;

/**
 * Masks and accuracies on the device that DJL chooses, line by line and without times, so that two devices can be compared: lines
 * with {@code mask} are to be the same up to ties, those with {@code accuracy} within noise. Once on a GPU, once with
 * {@code CUDA_VISIBLE_DEVICES=-1}, and {@code diff}.
 */
public final class DeviceMasks {

    private static final int IMAGES = 2_000;

    private DeviceMasks() {}

    /**
     * Runs the comparison's one side, on the residual network and the pictures of clothes that ship.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println("device: " + ComputeDevice.current().device());
        Dataset clothes = Datasets.fashionMnist();
        EvaluatedStage resnet = EvaluatedNetwork.of(Networks.fashionResNet(), clothes);
        accuracy("whole", resnet.test());
        Activations activations = Capture.of(resnet, clothes.sample(IMAGES), CaptureOptions.DEFAULT);
        for (double share : List.of(0.75, 0.5, 0.25)) {
            Masks masks = new ClosedFormTerc(Regularisation.DEFAULT).select(activations, Budgets.macs(share));
            for (Mask mask : masks.masks()) {
                System.out.println("mask, macs " + share + ", " + mask.layer() + ": " + mask.kept());
            }
            PrunedNetwork pruned = PrunedNetwork.of(resnet, masks);
            accuracy(
                    "macs " + share + ", with g",
                    pruned.accuracy().orElseThrow().afterRepair());
            accuracy(
                    "macs " + share + ", with g by blocks",
                    Evaluation.of(
                            BlockRepair.install(resnet.network(), Cut.apply(resnet.network(), masks), masks, 1)
                                    .network(),
                            clothes.test()));
            accuracy(
                    "macs " + share + ", retrained",
                    Training.train(pruned, clothes, TrainingPlan.epochs(1).images(5_000))
                            .test());
        }
    }

    private static void accuracy(String what, Evaluation evaluation) {
        System.out.println(String.format(Locale.ROOT, "accuracy, %s: %.2f %%", what, 100 * evaluation.accuracy()));
    }
}
