package org.mipp.baseline.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mipp.baseline.Candidates;
import org.mipp.network.Tensor;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.Structure;
import org.mipp.run.progress.Progress;
import org.mipp.training.StepHook;
import org.mipp.training.TrainingStep;

/**
 * What HESSO does within the steps of a training: chooses nodes at the start of each period, multiplies all their parameters
 * by {@code (d - t - 1) / (d - t)} after step t of the period's d, which is zero after the last, and holds them there.
 */
final class HessoSchedule implements StepHook {

    private final Candidates candidates;
    private final Structure structure;
    private final long first; // step of the first period
    private final long each; // steps of a period
    private final int periods;
    private final Progress progress;
    private final Map<String, Map<String, int[]>> nodesIn = new LinkedHashMap<>(); // by layer with parameters
    private KeptNodes settled; // what is left of the periods before this one
    private KeptNodes kept; // what this one leaves

    HessoSchedule(Candidates candidates, long first, long each, int periods, Progress progress) {
        this.candidates = candidates;
        this.structure = candidates.structure();
        this.first = first;
        this.each = each;
        this.periods = periods;
        this.progress = progress;
        this.kept = candidates.kept();
        this.settled = kept;
        for (Layer layer : structure.architecture().layers()) {
            if (!layer.operation().parameters().isEmpty()) {
                nodesIn.put(layer.name(), structure.nodesIn(layer.name()));
            }
        }
    }

    @Override
    public void gradientsKnown(TrainingStep step) {
        long since = step.number() - first;
        if (since >= 0 && since % each == 0 && since / each <= periods) {
            settled = kept;
            int period = (int) (since / each) + 1;
            if (period <= periods) {
                candidates.takeOut(period, HessoScores.of(structure, step::weight, step::gradient));
                kept = candidates.kept();
            }
        }
    }

    @Override
    public void weightsChanged(TrainingStep step) {
        long since = step.number() - first;
        if (since >= 0) {
            long t = since % each;
            float factor = (float) (each - t - 1) / (each - t);
            for (Layer layer : structure.architecture().layers()) {
                if (nodesIn.containsKey(layer.name())) {
                    shrink(step, layer, factor);
                }
            }
        }
        progress.advance(1, since < 0 ? "warm-up" : since < periods * each ? "shrinking" : "after shrinking");
    }

    private void shrink(TrainingStep step, Layer layer, float factor) {
        float[] factors = factors(nodesIn.get(layer.name()), factor);
        if (factors.length == 0) {
            return;
        }
        for (String own : layer.operation().parameters().keySet()) {
            String name = layer.name() + "." + own;
            Tensor weight = step.weight(name);
            float[] values = weight.toArray();
            int perChannel = values.length / factors.length;
            for (int i = 0; i < values.length; i++) {
                values[i] *= factors[i / perChannel];
            }
            step.setWeight(name, Tensor.of(weight.shape(), values));
        }
    }

    /** What each channel is multiplied by; empty if all stay as they are. */
    private float[] factors(Map<String, int[]> nodes, float factor) {
        float[] factors = {};
        for (Map.Entry<String, int[]> made : nodes.entrySet()) {
            for (int channel = 0; channel < made.getValue().length; channel++) {
                int node = made.getValue()[channel];
                if (node >= 0 && !kept.stays(made.getKey(), node)) {
                    if (factors.length == 0) {
                        factors = new float[made.getValue().length];
                        Arrays.fill(factors, 1);
                    }
                    factors[channel] = settled.stays(made.getKey(), node) ? factor : 0;
                }
            }
        }
        return factors;
    }
}
