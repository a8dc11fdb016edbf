package org.mipp.network.onnx;

import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.mipp.network.Network;
import org.mipp.network.RelativeDifference;
import org.mipp.network.engine.LiveNetwork;

/** What ONNX Runtime and our own engine make of the same numbers. */
public final class Runtime {

    private static final int IMAGES = 3;

    private Runtime() {}

    /** Random numbers from 0 to 1 for some images, the same each time. */
    public static float[] numbers(Shape input, int images) {
        float[] numbers = new float[(int) (images * input.size())];
        Random random = new Random(1);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat();
        }
        return numbers;
    }

    /** What a network makes of numbers, by our own engine. */
    public static float[] outputs(Network network, float[] numbers) {
        Shape input = network.architecture().input();
        try (LiveNetwork live = LiveNetwork.open(network)) {
            Shape batch = new Shape(numbers.length / input.size()).addAll(input);
            return live.forward(live.manager().create(numbers, batch)).toFloatArray();
        }
    }

    /** Opens a file, without the warnings. */
    static OrtSession open(Path file) throws OrtException {
        try (OrtSession.SessionOptions quiet = new OrtSession.SessionOptions()) {
            quiet.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return OrtEnvironment.getEnvironment().createSession(file.toString(), quiet);
        }
    }

    /** How far a file and a network are apart, relative to the largest logit. */
    public static double difference(Path file, Network network) throws OrtException {
        return difference(file, network, UnaryOperator.identity());
    }

    /**
     * How far a file and a network are apart.
     *
     * @param ending what the file does to the logits of one image
     */
    static double difference(Path file, Network network, UnaryOperator<float[]> ending) throws OrtException {
        try (OrtSession session = open(file)) {
            Shape input = network.architecture().input();
            var port = session.getInputInfo().values().iterator().next();
            long[] shape = ((TensorInfo) port.getInfo()).getShape();
            shape[0] = shape[0] < 0 ? IMAGES : shape[0];
            float[] numbers = numbers(input, (int) shape[0]);
            boolean last = shape.length == 4 && shape[3] == input.get(0) && shape[1] != input.get(0);
            for (int i = 1; i < shape.length && !last; i++) {
                shape[i] = input.get(i - 1);
            }
            float[] fed = last ? channelsLast(numbers, input) : numbers;
            try (OnnxTensor tensor =
                            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(fed), shape);
                    OrtSession.Result result = session.run(Map.of(port.getName(), tensor))) {
                FloatBuffer floats = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] outputs = new float[floats.remaining()];
                floats.get(outputs);
                return RelativeDifference.between(outputs, ended(outputs(network, numbers), shape[0], ending));
            }
        }
    }

    private static float[] ended(float[] logits, long images, UnaryOperator<float[]> ending) {
        float[] all = new float[logits.length];
        int each = (int) (logits.length / images);
        for (int from = 0; from < all.length; from += each) {
            System.arraycopy(ending.apply(Arrays.copyOfRange(logits, from, from + each)), 0, all, from, each);
        }
        return all;
    }

    private static float[] channelsLast(float[] numbers, Shape input) {
        int channels = (int) input.get(0);
        int pixels = (int) (input.get(1) * input.get(2));
        float[] turned = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            int image = i / (channels * pixels);
            int channel = i / pixels % channels;
            turned[(image * pixels + i % pixels) * channels + channel] = numbers[i];
        }
        return turned;
    }

    static float[] softmax(float[] logits) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        float[] made = new float[logits.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = (float) (Math.exp(logits[i]) / sum);
        }
        return made;
    }

    static float[] sigmoid(float[] logits) {
        float[] made = new float[logits.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = (float) (1 / (1 + Math.exp(-logits[i])));
        }
        return made;
    }
}
