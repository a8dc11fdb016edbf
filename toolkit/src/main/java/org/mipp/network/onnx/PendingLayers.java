package org.mipp.network.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.network.operation.BatchNorm;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Normalisation;
import org.mipp.network.structure.Architecture;

/** Makes layers of what is pending, or changes the layer before. */
final class PendingLayers {

    private PendingLayers() {}

    /** The same tensor with nothing pending; layers are named after the node that has made it. */
    static Signal plain(Signal signal, GraphNode maker) {
        if (signal.pending() instanceof Pending.Channels channels) {
            return mapped(signal, channels, maker);
        }
        if (signal.pending() instanceof Pending.Affine affine) {
            return scaled(signal, affine, maker);
        }
        throw maker.refusal(
                reason(signal.pending()), "rewrite this step in the exporting program, or end the network before it");
    }

    private static String reason(Pending pending) {
        if (pending instanceof Pending.Zeros) {
            return "expected zeros around an image to be read by a convolution, got another reader";
        }
        if (pending instanceof Pending.Tail tail) {
            return "expected " + tail.type() + " only at the end of a network, got layers after it";
        }
        return "expected axes to be turned back, or columns to be read by a fully connected layer, got another reader";
    }

    private static Signal mapped(Signal signal, Pending.Channels channels, GraphNode maker) {
        maker.expect(
                signal.dims().length == 3 && !isVector(signal, maker),
                "expected channels of images to be chosen, got those of shape " + signal,
                "choose channels before they are pooled or flattened");
        maker.expect(
                channels.rows() == channels.columns(),
                "expected the same step in both directions, got " + channels.rows() + " and " + channels.columns(),
                "take every n-th pixel in both directions");
        Signal source = signal.with(new Pending.None());
        int inputs = Math.toIntExact(maker.draft().shape(signal.layer()).get(0));
        Signal made = maker.layer(
                new ChannelMap(
                        inputs,
                        channels.rows(),
                        Arrays.stream(channels.source()).boxed().toList()),
                Map.of(),
                List.of(source));
        return made.withLayout(signal.channelsLast(), signal.dims());
    }

    private static boolean isVector(Signal signal, GraphNode maker) {
        return maker.draft().shape(signal.layer()).dimension() == 1;
    }

    private static Signal scaled(Signal signal, Pending.Affine affine, GraphNode maker) {
        Signal bare = signal.with(new Pending.None());
        if (signal.alone() && maker.draft().isMap(signal.layer())) {
            maker.draft().scale(signal.layer(), affine);
            return bare;
        }
        boolean images = signal.layer().equals(Architecture.INPUT) && signal.dims().length == 3;
        if (images && Arrays.stream(affine.factor()).allMatch(factor -> factor > 0)) {
            return maker.elementwise(normalisation(affine), bare);
        }
        BatchNorm norm = new BatchNorm(affine.factor().length);
        return maker.layer(norm, asBatchNorm(affine), List.of(bare)).withLayout(signal.channelsLast(), signal.dims());
    }

    private static Normalisation normalisation(Pending.Affine affine) {
        List<Float> mean = new ArrayList<>();
        List<Float> deviation = new ArrayList<>();
        for (int i = 0; i < affine.factor().length; i++) {
            mean.add((float) (0 - affine.summand()[i] / affine.factor()[i]));
            deviation.add((float) (1 / affine.factor()[i]));
        }
        return new Normalisation(mean, deviation);
    }

    /** A batch norm of mean 0 and a variance that makes 1 with what is added to it. */
    private static Map<String, float[]> asBatchNorm(Pending.Affine affine) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put("weight", floats(affine.factor()));
        weights.put("bias", floats(affine.summand()));
        weights.put("running_mean", new float[affine.factor().length]);
        float[] variance = new float[affine.factor().length];
        Arrays.fill(variance, 1 - BatchNorm.EPSILON);
        weights.put("running_var", variance);
        return weights;
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
