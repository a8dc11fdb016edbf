package org.mipp.network.engine;

import static org.mipp.run.Checks.argument;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.NetworkBlock;
import org.mipp.network.NotFiniteException;
import org.mipp.network.Tensor;
import org.mipp.network.structure.Architecture;

/**
 * A network on DJL's engine: on the GPU if DJL sees one, else on the CPU. Opened for one call and closed after it.
 *
 * <p>Arrays that it returns live in the manager that the caller passes or, where none is passed, until it is closed. Who
 * asks a closed one to compute gets an {@link IllegalStateException}.
 */
public final class LiveNetwork implements AutoCloseable {

    private final Network network;
    private final NDManager manager;
    private final DataType precision;
    private final NetworkBlock block;
    private final ParameterStore store;

    private LiveNetwork(Network network, NDManager manager, DataType precision, boolean learns) {
        this.network = network;
        this.manager = manager;
        this.precision = precision;
        this.block = network.block();
        if (!learns) {
            block.freezeParameters(
                    true); // else the engine records every pass, in threads other than the one that loaded it
        }
        block.initialize(
                manager, precision, new Shape(1).addAll(network.architecture().input()));
        this.store = new ParameterStore(manager, false);
    }

    /**
     * Brings a network to life, to compute with the weights that it has: no gradients by them are known.
     *
     * @param network the network
     * @return it, on DJL's default device
     * @throws NotFiniteException if a weight is NaN or infinite
     */
    public static LiveNetwork open(Network network) {
        return open(network, DataType.FLOAT32, false);
    }

    /** Brings a network to life for gradients by its parameters, in a precision that its inputs have too; else the same. */
    public static LiveNetwork learning(Network network, DataType precision) {
        return open(network, precision, true);
    }

    private static LiveNetwork open(Network network, DataType precision, boolean learns) {
        network.requireFinite();
        NDManager manager = NDManager.newBaseManager();
        try {
            HostMemory.prepare(manager);
            return new LiveNetwork(network, manager, precision, learns);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** {@return the manager of the network's parameters; closed with it} */
    public NDManager manager() {
        return manager;
    }

    /** {@return the network as it was when it was opened} */
    public Network network() {
        return network;
    }

    /** {@return where the parameters live} */
    public Device device() {
        return manager.getDevice();
    }

    /** {@return the type of the parameters, and so of inputs and outputs} */
    public DataType precision() {
        return precision;
    }

    /** {@return the DJL block, for DJL's trainer} */
    public Block block() {
        return block;
    }

    /**
     * Copies images to the device, as bytes.
     *
     * @param images the images
     * @param owner the manager to own the copy
     * @return unsigned bytes, shape {@code [images, channels, height, width]}
     * @throws IllegalArgumentException if the network expects images of another shape
     */
    public NDArray upload(Images images, NDManager owner) {
        requireOpen();
        Shape shape = new Shape(images.channels(), images.height(), images.width());
        argument(
                shape.equals(network.architecture().input()),
                "%s: expected images of shape %s, got %s; resize the images, or choose a network for them, as in"
                        + " mlp(data, 64)",
                network.label(),
                network.architecture().input(),
                shape);
        return owner.create(images.pixels(), new Shape(images.size()).addAll(shape), DataType.UINT8);
    }

    /**
     * Brings the labels of images to where the network is.
     *
     * @param images labelled images
     * @param owner the manager to own the copy
     * @return whole numbers of eight bytes, shape {@code [images]}
     * @throws IllegalArgumentException if there are no labels, or the network has fewer outputs than there are classes, or more
     *     and it is not known which output stands for which of them
     */
    public NDArray uploadLabels(Images images, NDManager owner) {
        requireOpen();
        ClassCheck.require(network, images);
        return owner.create(Arrays.stream(images.labels()).asLongStream().toArray());
    }

    /**
     * Turns bytes into what the network reads, numbers from 0 to 1.
     *
     * @param bytes shape {@code [images, channels, height, width]}
     * @return floats of the same shape, in the manager of the bytes
     */
    public static NDArray toInput(NDArray bytes) {
        return bytes.toType(DataType.FLOAT32, true).divi(255f);
    }

    /**
     * Computes the logits, in evaluation mode.
     *
     * @param input floats, shape {@code [images, channels, height, width]}
     * @return shape {@code [images, classes]}, in the manager of the input
     */
    public NDArray forward(NDArray input) {
        requireOpen();
        return block.forward(store, new NDList(input), false).singletonOrThrow();
    }

    /**
     * Computes the outputs of some layers, in evaluation mode. Those of all others are freed on the way.
     *
     * @param input floats, shape {@code [images, channels, height, width]}
     * @param wanted names of layers, or {@link Architecture#INPUT}
     * @return these outputs and the last one, by layer name, in the manager of the input
     */
    public Map<String, NDArray> outputs(NDArray input, Set<String> wanted) {
        requireOpen();
        return block.outputs(store, input, wanted, false);
    }

    /** Runs layers, in evaluation mode, and shows after each what is there; it says whether to go on. Keeps nothing for it. */
    public void watch(NDArray input, BiPredicate<String, Map<String, NDArray>> after) {
        requireOpen();
        block.run(store, input, Set.of(), false, after);
    }

    /** {@return what one layer makes of the outputs that it reads, in evaluation mode, in the manager of the first of them} */
    public NDArray apply(String layer, NDArray... inputs) {
        requireOpen();
        return block.apply(layer, store, new NDList(inputs), false);
    }

    /**
     * Finds a parameter.
     *
     * @param name its name, for example {@code conv1.weight}
     * @return the array that the network computes with, in its manager
     * @throws IllegalArgumentException if there is none of that name
     */
    public NDArray parameter(String name) {
        requireOpen();
        network.weight(name);
        return block.parameter(name).getArray();
    }

    /**
     * Overwrites a parameter.
     *
     * @param name its name, for example {@code conv1.weight}
     * @param value of the same shape
     * @throws IllegalArgumentException if the shape is another
     */
    public void set(String name, Tensor value) {
        NDArray array = parameter(name);
        argument(
                array.getShape().equals(value.shape()),
                "weight %s: expected the shape %s, got %s",
                name,
                array.getShape(),
                value.shape());
        array.set(value.toArray());
    }

    /** {@return the network with the parameters as they are now, copied to the Java heap} */
    public Network snapshot() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        network.weights()
                .forEach((name, old) ->
                        weights.put(name, Tensor.of(old.shape(), parameter(name).toFloatArray())));
        return new Network(network.architecture(), weights);
    }

    private void requireOpen() {
        if (!manager.isOpen()) {
            throw new IllegalStateException(
                    network.label()
                            + ": expected a network that is open, got one that has been closed; open it anew by LiveNetwork.open");
        }
    }

    @Override
    public String toString() {
        return network.label() + (manager.isOpen() ? ", open on " + device() : ", closed");
    }

    @Override
    public void close() {
        manager.close();
        HostMemory.release();
    }
}
