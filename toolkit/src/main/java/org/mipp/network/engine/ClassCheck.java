package org.mipp.network.engine;

import static org.mipp.run.Checks.argument;

import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;

/** Whether the numbers of classes can be those of a network's outputs. */
final class ClassCheck {

    private ClassCheck() {}

    /**
     * Requires an output for every class; of classes with names, one class for every output too, for with fewer nobody knows
     * whether the third class of some photographs is what the third output stands for.
     */
    static void require(Network network, Images images) {
        Architecture architecture = network.architecture();
        long outputs = architecture.outputs().get(architecture.last().name()).size();
        argument(
                images.classes() <= outputs,
                "%s: expected images of at most %d classes, as many as it has outputs, got '%s'; choose a network made for these"
                        + " images, as mlp(data, 300, 100) is",
                network.label(),
                outputs,
                images);
        argument(
                !images.labelled() || images.classNames().isEmpty() || images.classes() == outputs,
                "%s: expected images of as many classes as it has outputs, %d, got '%s'; say which output stands for which class"
                        + " by inClassOrder(data, file), with a line for each output",
                network.label(),
                outputs,
                images);
    }
}
