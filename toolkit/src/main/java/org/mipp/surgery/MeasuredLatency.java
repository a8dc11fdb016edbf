package org.mipp.surgery;

import static org.mipp.run.Checks.positive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mipp.network.engine.LayerTimes;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.CutCosts;
import org.mipp.network.structure.KeptNodes;
import org.mipp.selection.NetworkCost;

/**
 * The nanoseconds that one pass of a network takes on this machine, from times of its layers at a few widths ({@link LayerTimes}).
 * They are measured once for each architecture while the process lives, so that every question gets the answers of one clock.
 *
 * @param batch images at once; what takes how long depends on it
 */
public record MeasuredLatency(int batch) implements NetworkCost {

    private static final int REMEMBERED = 8; // architectures

    private static final Map<String, LayerTimes> TIMES = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Checks the number. */
    public MeasuredLatency {
        positive(batch, "images at once");
    }

    private LayerTimes times(Architecture architecture) {
        String key = batch + " " + architecture.input() + architecture.layers();
        LayerTimes known = TIMES.get(key);
        if (known == null) {
            known = LayerTimes.measure(architecture, batch);
            TIMES.put(key, known);
            synchronized (TIMES) {
                while (TIMES.size() > REMEMBERED) {
                    TIMES.remove(TIMES.keySet().iterator().next());
                }
            }
        }
        return known;
    }

    @Override
    public long of(Architecture architecture) {
        return (long) times(architecture)
                .nanoseconds(layer ->
                        Math.toIntExact(architecture.outputs().get(layer).get(0)));
    }

    @Override
    public long of(CutCosts costs, KeptNodes kept) {
        return (long) times(costs.architecture()).nanoseconds(layer -> costs.channels(layer, kept));
    }

    @Override
    public String toString() {
        return "nanoseconds for " + batch + (batch == 1 ? " image" : " images");
    }
}
