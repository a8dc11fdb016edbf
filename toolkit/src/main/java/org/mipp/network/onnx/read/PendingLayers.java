package org.mipp.network.onnx.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mipp.network.operation.ChannelMap;
import org.mipp.network.operation.Normalisation;
import org.mipp.network.operation.Pad;
import org.mipp.network.operation.Scale;
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
        if (signal.pending() instanceof Pending.Zeros zeros) {
            Pad pad = new Pad(zeros.around(), Pad.Mode.CONSTANT, 0);
            return maker.layer(pad, Map.of(), List.of(signal.with(new Pending.None())));
        }
        if (signal.pending() instanceof Pending.Spelled function) {
            return SpelledFunctions.known(function)
                    .map(known -> maker.elementwise(known, signal.with(new Pending.None())))
                    .orElseGet(function.otherwise());
        }
        throw maker.refusal(
                reason(signal.pending()), "rewrite this step in the exporting program, or end the network before it");
    }

    private static String reason(Pending pending) {
        if (pending instanceof Pending.Tail tail) {
            return "expected " + tail.type() + " only at the end of a network, got layers after it";
        }
        return "expected axes to be turned back, or columns to be read by a fully connected layer, got another reader";
    }

    private static Signal mapped(Signal signal, Pending.Channels channels, GraphNode maker) {
        boolean vector = maker.draft().shape(signal.layer()).dimension() == 1;
        maker.expect(
                vector || channels.rows() == channels.columns(),
                "expected the same step in both directions, got " + channels.rows() + " and " + channels.columns(),
                "take every n-th pixel in both directions");
        Signal source = signal.with(new Pending.None());
        int inputs = Math.toIntExact(maker.draft().shape(signal.layer()).get(0));
        Signal made = maker.layer(
                new ChannelMap(
                        inputs,
                        vector ? 1 : channels.rows(),
                        Arrays.stream(channels.source()).boxed().toList()),
                Map.of(),
                List.of(source));
        return made.withLayout(signal.channelsLast(), signal.dims());
    }

    private static Signal scaled(Signal signal, Pending.Affine affine, GraphNode maker) {
        Signal bare = signal.with(new Pending.None());
        if (signal.alone() && maker.draft().takes(signal.layer(), maker.isOurs())) {
            maker.draft().scale(signal.layer(), affine);
            return bare;
        }
        boolean images = signal.layer().equals(Architecture.INPUT) && signal.dims().length == 3;
        if (images && Arrays.stream(affine.factor()).allMatch(factor -> factor > 0)) {
            return maker.elementwise(normalisation(affine), bare);
        }
        boolean bias = Arrays.stream(affine.summand()).anyMatch(summand -> summand != 0)
                || maker.type().equals("Add");
        Map<String, float[]> weights =
                GraphNode.weights(floats(affine.factor()), bias ? floats(affine.summand()) : null);
        return maker.layer(new Scale(affine.factor().length, bias), weights, List.of(bare))
                .withLayout(signal.channelsLast(), signal.dims());
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

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
