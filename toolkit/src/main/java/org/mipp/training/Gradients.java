package org.mipp.training;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.positive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.engine.BatchMemory;
import org.mipp.network.engine.GradientLock;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.operation.Constants;
import org.mipp.run.progress.Progress;

/**
 * Derivatives of a network's loss by its parameters, in evaluation mode (batch norm by its running statistics, no dropout).
 * Nothing is learned: the network stays as it is. First derivatives of the loss are computed in single precision, all others
 * in double precision.
 *
 * <p>The loss is the mean cross-entropy of {@code softmax(logits / temperature)}. A gradient has one array for every
 * parameter, by name, in the order of its entries; running statistics have none.
 *
 * <p>Cost: one forward and one backward pass over the images per gradient. Threads wait for each other batch by batch.
 *
 * @param network the network
 * @param images labelled images
 * @param temperature what logits are divided by, 1 for the usual loss
 */
public record Gradients(Network network, Images images, double temperature) {

    private static final int BATCH = 100;
    private static final double STEP = 1e-10; // of finite differences: hardly any rectifier bends within it

    /** Checks the temperature. */
    public Gradients {
        positive(temperature, "temperature");
    }

    /**
     * Takes the usual loss.
     *
     * @param network the network
     * @param images labelled images
     * @return its gradients
     */
    public static Gradients of(Network network, Images images) {
        return new Gradients(network, images, 1);
    }

    /**
     * Computes the gradient of the mean loss over all images.
     *
     * @return the gradient
     * @throws IllegalArgumentException if the images do not fit the network, or a derivative is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public Map<String, double[]> mean() {
        try (LiveNetwork live = LiveNetwork.learning(network, DataType.FLOAT32)) {
            return mean(live);
        }
    }

    /**
     * Computes the gradient of each batch's mean loss.
     *
     * @param size images per batch
     * @param use what to do with each gradient, in order
     * @throws IllegalArgumentException if the images do not fit the network, or a derivative is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public void perBatch(int size, Consumer<Map<String, double[]>> use) {
        positive(size, "images per batch");
        try (LiveNetwork live = LiveNetwork.learning(network, DataType.FLOAT32)) {
            batches(live, size, false, () -> {
                use.accept(read(live));
                zero(live);
            });
        }
    }

    /**
     * Multiplies the Hessian of the mean loss by a vector, by central differences of gradients along it, as DJL does not
     * differentiate twice. The step is so small, {@value #STEP} of the parameters' norm, that the result is the Hessian of the
     * smooth pieces between the bends of rectifiers, which is also what differentiating twice gives.
     *
     * @param vector for every parameter as many numbers as it has entries
     * @return the product
     * @throws IllegalArgumentException if the images do not fit the network, the vector does not, or a derivative is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one batch
     */
    public Map<String, double[]> hessianTimes(Map<String, double[]> vector) {
        return hessianTimes(vector, STEP);
    }

    Map<String, double[]> hessianTimes(Map<String, double[]> vector, double relative) {
        Map<String, double[]> at = new LinkedHashMap<>();
        try (LiveNetwork live = LiveNetwork.learning(network, DataType.FLOAT64)) {
            network.architecture()
                    .parameters()
                    .keySet()
                    .forEach(name -> at.put(name, live.parameter(name).toDoubleArray()));
            argument(
                    vector.keySet().equals(at.keySet())
                            && at.keySet().stream().allMatch(name -> vector.get(name).length == at.get(name).length),
                    "vector: expected one array for each parameter of %s, as long as it, got those of %s",
                    network.label(),
                    vector.keySet());
            double length = norm(vector);
            double step = length > 0 ? relative * norm(at) / length : 1;
            Map<String, double[]> ahead = moved(live, at, vector, step);
            Map<String, double[]> behind = moved(live, at, vector, -step);
            ahead.forEach((name, values) -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (values[i] - behind.get(name)[i]) / (2 * step);
                }
            });
            return ahead;
        }
    }

    /** The gradient at a place along the vector. */
    private Map<String, double[]> moved(
            LiveNetwork live, Map<String, double[]> at, Map<String, double[]> vector, double step) {
        at.forEach((name, values) -> {
            double[] there = values.clone();
            for (int i = 0; i < there.length; i++) {
                there[i] += step * vector.get(name)[i];
            }
            live.parameter(name).set(there);
        });
        return mean(live);
    }

    private static double norm(Map<String, double[]> vector) {
        double squares = 0;
        for (double[] values : vector.values()) {
            for (double value : values) {
                squares += value * value;
            }
        }
        return Math.sqrt(squares);
    }

    private Map<String, double[]> mean(LiveNetwork live) {
        batches(live, BATCH, true, () -> {});
        Map<String, double[]> gradient = read(live);
        zero(live);
        return gradient;
    }

    /** Adds up gradients on the device: of each batch's mean loss, or of its share in the mean over all images. */
    private void batches(LiveNetwork live, int size, boolean share, Runnable afterEach) {
        BatchMemory.requireRoomToLearn(network.architecture(), Math.min(size, images.size()));
        try (Progress progress = Progress.of("gradients of " + network.label(), images.size());
                NDManager memory = live.manager().newSubManager()) {
            for (int from = 0; from < images.size(); from += size) {
                Images some = images.range(from, Math.min(images.size(), from + size));
                try (NDManager batch = memory.newSubManager()) {
                    NDArray input = LiveNetwork.toInput(live.upload(some, batch));
                    NDArray target = live.uploadLabels(some, batch);
                    double weight = share ? (double) target.size() / images.size() : 1;
                    backward(live, progress, () -> {
                        NDArray logits = live.forward(input.toType(live.precision(), false));
                        NDArray loss = Loss.softmaxCrossEntropyLoss()
                                .evaluate(new NDList(target), new NDList(Constants.over(logits, temperature)));
                        return Constants.times(loss, weight);
                    });
                    progress.advance(target.size());
                }
                afterEach.run();
            }
        }
    }

    /**
     * Computes the gradient of the sum of all logits for one image of ones, which needs no data.
     *
     * @param network the network
     * @return the gradient
     * @throws IllegalArgumentException if a derivative is not finite
     */
    public static Map<String, double[]> ofLogitSum(Network network) {
        try (Progress progress = Progress.of("gradient of " + network.label(), 1);
                LiveNetwork live = LiveNetwork.learning(network, DataType.FLOAT64)) {
            NDArray ones = live.manager()
                    .ones(new Shape(1).addAll(network.architecture().input()), DataType.FLOAT64);
            backward(live, progress, () -> live.forward(ones).sum());
            return read(live);
        }
    }

    private static void backward(LiveNetwork live, Progress progress, Supplier<NDArray> loss) {
        GradientLock.take(progress, () -> {
            try (GradientCollector collector = live.manager().getEngine().newGradientCollector()) {
                collector.backward(loss.get());
            }
        });
    }

    static Map<String, double[]> read(LiveNetwork live) {
        Map<String, double[]> gradient = new LinkedHashMap<>();
        for (String name : live.network().architecture().parameters().keySet()) {
            try (NDArray array = live.parameter(name).getGradient();
                    NDArray wide = array.toType(DataType.FLOAT64, true)) {
                double[] values = wide.toDoubleArray();
                for (double value : values) {
                    argument(
                            Double.isFinite(value),
                            "gradients of %s: expected finite numbers, got %s in %s; look for diverged weights",
                            live.network().label(),
                            value,
                            name);
                }
                gradient.put(name, values);
            }
        }
        return gradient;
    }

    /** DJL adds gradients up until told otherwise. */
    private static void zero(LiveNetwork live) {
        for (String name : live.network().architecture().parameters().keySet()) {
            try (NDArray array = live.parameter(name).getGradient()) {
                array.subi(array);
            }
        }
    }
}
