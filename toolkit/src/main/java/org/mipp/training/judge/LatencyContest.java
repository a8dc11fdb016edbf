package org.mipp.training.judge;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.run.progress.Progress;

/**
 * Measures how long networks take, side by side: in every round each takes its turn, and the next round begins with another one,
 * so that whatever else the machine does meets all alike. They read test images where their data are known, else noise: zeros
 * would be faster than anything real. Three rounds do not count. All networks are alive at the same time.
 */
public final class LatencyContest {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 15;

    private LatencyContest() {}

    /**
     * Measures forward passes, on the device where the networks would run.
     *
     * @param stages the networks
     * @param batch images at once; fewer where one of the networks makes too much of them
     * @return one latency for each network, all of the same batch size
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one pass
     */
    public static List<Latency> of(List<? extends NetworkStage> stages, int batch) {
        argument(!stages.isEmpty(), "latency: expected at least one network, got none");
        int images = stages.stream()
                .mapToInt(
                        stage -> BatchMemory.atOnce(stage.network().architecture(), positive(batch, "images at once")))
                .min()
                .orElseThrow();
        List<List<Double>> milliseconds = stages.stream()
                .map(stage -> (List<Double>) new ArrayList<Double>())
                .toList();
        List<LiveNetwork> live = new ArrayList<>();
        try (Progress progress = Progress.of("latency", (long) (WARM_UP + ROUNDS) * stages.size())) {
            List<NDArray> inputs = new ArrayList<>();
            for (NetworkStage stage : stages) {
                live.add(LiveNetwork.open(stage.network()));
                inputs.add(input(stage, images, live.get(live.size() - 1)));
            }
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                for (int turn = 0; turn < stages.size(); turn++) {
                    int network = Math.floorMod(turn + round, stages.size());
                    double took = pass(live.get(network), inputs.get(network));
                    if (round >= 0) {
                        milliseconds.get(network).add(took);
                    }
                    progress.advance(1);
                }
            }
        } finally {
            live.forEach(LiveNetwork::close);
        }
        return milliseconds.stream().map(runs -> Latency.of(images, runs)).toList();
    }

    private static double pass(LiveNetwork live, NDArray input) {
        long start = System.nanoTime();
        try (NDManager scope = live.manager().newSubManager()) {
            input.tempAttach(scope);
            live.forward(input).toFloatArray(); // waits for the device
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static NDArray input(NetworkStage stage, int images, LiveNetwork live) {
        return stage.data()
                .map(data -> real(data.test(), images, live))
                .orElseGet(() -> noise(stage.network(), images, live.manager()));
    }

    private static NDArray real(Images test, int images, LiveNetwork live) {
        int[] chosen = IntStream.range(0, images).map(i -> i % test.size()).toArray();
        return LiveNetwork.toInput(live.upload(test.select(chosen), live.manager()));
    }

    private static NDArray noise(Network network, int images, NDManager owner) {
        Shape shape = new Shape(images).addAll(network.architecture().input());
        float[] pixels = new float[Math.toIntExact(shape.size())];
        Random random = new Random(0);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return owner.create(pixels, shape);
    }
}
