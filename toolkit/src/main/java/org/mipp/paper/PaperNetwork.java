package org.mipp.paper;

import java.util.HashMap;
import java.util.Map;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.PrunableLayer;
import org.mipp.network.zoo.ImageNetResNet;
import org.mipp.network.zoo.LeNet5;
import org.mipp.network.zoo.ResNet;
import org.mipp.network.zoo.Vgg;

/** The networks of the paper, as the zoo has them. */
enum PaperNetwork {
    LENET5("LeNet5", 5),
    VGG11("VGG-11", 11),
    VGG16("VGG-16", 16),
    VGG19("VGG-19", 19),
    RESNET18("ResNet-18", 18),
    RESNET34("ResNet-34", 34),
    RESNET50("ResNet-50", 50);

    private static final int PHOTOGRAPH = 224; // pixels of a side, from which on ResNets begin with a large convolution
    private static final int FEWEST = 4;

    private final String label;
    private final int depth;

    PaperNetwork(String label, int depth) {
        this.label = label;
        this.depth = depth;
    }

    /**
     * The architecture for images of a size.
     *
     * @param side rows and columns of an image
     */
    Architecture of(int side, int classes) {
        return switch (this) {
            case LENET5 -> LeNet5.architecture();
            case VGG11, VGG16, VGG19 -> Vgg.of(depth, classes, side);
            case RESNET18, RESNET34, RESNET50 ->
                side >= PHOTOGRAPH ? ImageNetResNet.of(depth, classes) : ResNet.of(depth, classes, side);
        };
    }

    /** Whether it has more layers than ResNet-18. */
    boolean deep() {
        return depth > RESNET18.depth;
    }

    /**
     * The same layers with fewer nodes in each, at least four: for machines that are too slow for the whole network.
     *
     * @param width the share of the nodes that every layer has
     */
    static Architecture narrow(Architecture whole, double width) {
        Map<String, boolean[]> stays = new HashMap<>();
        for (PrunableLayer layer : whole.prunable()) {
            boolean[] nodes = new boolean[layer.nodes()];
            for (int i = 0; i < Math.min(nodes.length, Math.max(FEWEST, Math.round(width * nodes.length))); i++) {
                nodes[i] = true;
            }
            stays.put(layer.name(), nodes);
        }
        return whole.structure().cut(KeptNodes.of(stays));
    }

    /** The most columns and targets that a linear map has: an exact test of nodes needs more images than that. */
    static int widest(Architecture architecture) {
        return architecture.layers().stream()
                .filter(layer -> layer.operation() instanceof LinearMap)
                .map(layer -> (LinearMap) layer.operation())
                .mapToInt(map -> map.columns() + map.outputs())
                .max()
                .orElse(0);
    }

    @Override
    public String toString() {
        return label;
    }
}
