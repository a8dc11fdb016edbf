package org.mipp.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.mipp.network.Tensor;
import org.mipp.network.engine.LiveNetwork;

/**
 * What an optimiser remembers of former steps: for every parameter one array or several, in the order in which it asks for
 * them, in the memory of a network that somebody closes. DJL itself leaves them to be freed never, and has no way to read them.
 */
final class OptimiserMemory {

    private final NDManager manager;
    private final Map<String, String> names; // of parameters, by what DJL calls them
    private final Map<String, Tensor> restored;
    private final IdentityHashMap<Object, Integer> kinds = new IdentityHashMap<>(); // DJL has one map for each
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /** Begins with what an earlier one held; nothing, for a new training. */
    OptimiserMemory(NDManager manager, Map<String, String> names, Map<String, Tensor> restored) {
        this.manager = manager;
        this.names = names;
        this.restored = restored;
    }

    /** The memory of an optimiser of a network's parameters. */
    static OptimiserMemory of(LiveNetwork live, Map<String, Tensor> restored) {
        IdentityHashMap<NDArray, String> byArray = new IdentityHashMap<>();
        live.network().architecture().parameters().keySet().forEach(name -> byArray.put(live.parameter(name), name));
        Map<String, String> names = new HashMap<>();
        for (Parameter parameter : live.block().getParameters().values()) {
            names.put(parameter.getId(), byArray.getOrDefault(parameter.getArray(), parameter.getName()));
        }
        return new OptimiserMemory(live.manager(), names, restored);
    }

    /** What an optimiser is to begin with for a parameter, if it does not begin with zeros. */
    NDArray initial(Object kind, String parameter, Supplier<NDArray> zeros) {
        Tensor before = restored.get(key(kind, parameter));
        return before == null ? zeros.get() : manager.create(before.toArray(), before.shape());
    }

    /** Takes an array of the optimiser's over. */
    NDArray keep(Object kind, String parameter, NDArray state) {
        if (state.getManager() != manager) {
            state.attach(manager);
        }
        arrays.put(key(kind, parameter), state);
        return state;
    }

    private String key(Object kind, String parameter) {
        return kinds.computeIfAbsent(kind, first -> kinds.size()) + "." + names.get(parameter);
    }

    /** Copies everything. */
    Map<String, Tensor> read() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        arrays.forEach((key, array) -> copies.put(key, Tensor.of(array.getShape(), array.toFloatArray())));
        return copies;
    }
}
