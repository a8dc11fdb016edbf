package org.mipp.network.onnx.model;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mipp.network.onnx.model.OnnxModel.Node;
import org.mipp.network.onnx.model.OnnxModel.Port;
import org.mipp.network.onnx.model.OnnxModel.Side;
import org.mipp.run.RefusedException;

/**
 * How a file speaks to the world: what a network, which is a value without such things, does not keep.
 *
 * @param inputName its name of the images
 * @param batch its number of images at once; any, under its name, where it is not fixed
 * @param input the shape of one image as networks here have it
 * @param channelsLast whether the file has the channels last
 * @param outputName its name of the logits or probabilities
 * @param tail the type of the node that makes probabilities of logits; empty if there is none
 * @param outputDims the shape of one image's output
 */
public record Door(
        String inputName,
        Side batch,
        Shape input,
        boolean channelsLast,
        String outputName,
        String tail,
        List<Long> outputDims) {

    /** What leaves an image an image, so that its layout may be told by what follows. */
    private static final Set<String> ELEMENTWISE = Set.of("Identity", "Cast", "Sub", "Add", "Mul", "Div");

    /** What this toolkit writes for a network of its own. */
    public static Door plain(Shape input, long classes) {
        return new Door("input", new Side(-1, "batch"), input, false, "logits", "", List.of(classes));
    }

    /** Reads the input of a model; where it does not say the shape of an image, that has to be wanted. */
    public static Door of(OnnxModel model, GraphUses uses, Optional<Shape> wanted) {
        Port port = port(model, uses);
        List<Side> sides = port.sides().orElse(List.of());
        boolean last = isChannelsLast(port.name(), uses, new HashSet<>());
        Shape input = wanted.orElseGet(() -> declared(port, sides, last));
        Side batch = sides.isEmpty() ? new Side(-1, "batch") : sides.get(0);
        argument(
                !last || input.dimension() == 3,
                "input '%s': expected images, which a Transpose turns, got the shape %s",
                port.name(),
                input);
        return new Door(port.name(), batch, input, last, uses.output(), "", List.of());
    }

    private static Port port(OnnxModel model, GraphUses uses) {
        List<Port> ports = model.inputs().stream()
                .filter(port -> !model.initialisers().containsKey(port.name()))
                .filter(port -> !uses.readers(port.name()).isEmpty())
                .toList();
        argument(
                ports.size() == 1,
                "inputs: expected one, the images, got %s; export the network so that it reads a single array",
                ports.stream().map(Port::name).collect(Collectors.toCollection(TreeSet::new)));
        return ports.get(0);
    }

    private static Shape declared(Port port, List<Side> sides, boolean last) {
        List<Side> rest = sides.isEmpty() ? sides : sides.subList(1, sides.size());
        if (rest.isEmpty() || rest.stream().anyMatch(side -> side.size() < 1)) {
            throw new RefusedException("input '" + port.name() + "': expected images of a fixed size, got "
                    + sides.stream().map(Door::text).collect(Collectors.joining(" x ", "[", "]"))
                    + "; say which: load(file, OnnxInput.images(3, 224, 224))");
        }
        long[] dims = rest.stream().mapToLong(Side::size).toArray();
        return new Shape(last && dims.length == 3 ? new long[] {dims[2], dims[0], dims[1]} : dims);
    }

    private static String text(Side side) {
        return side.size() >= 0 ? String.valueOf(side.size()) : side.name().isEmpty() ? "?" : side.name();
    }

    /** Whether the images go, through nothing but sums and products, into a Transpose that puts channels first. */
    private static boolean isChannelsLast(String tensor, GraphUses uses, Set<String> seen) {
        if (!seen.add(tensor)) {
            return false;
        }
        return uses.readers(tensor).stream().anyMatch(node -> isChannelsLast(node, uses, seen));
    }

    private static boolean isChannelsLast(Node node, GraphUses uses, Set<String> seen) {
        OnnxModel.Attribute perm = node.attributes().get("perm");
        if (node.type().equals("Transpose") && perm != null) {
            long[] order = PackedNumbers.whole(perm.numbers());
            return order.length == 4 && order[1] == 3 && order[2] == 1;
        }
        return ELEMENTWISE.contains(node.type())
                && !node.outputs().isEmpty()
                && isChannelsLast(node.outputs().get(0), uses, seen);
    }

    /** The sides of an image as the file has it, channels last. */
    public long[] channelsLastDims() {
        return new long[] {input.get(1), input.get(2), input.get(0)};
    }

    /** The same door, once it is known what is at the end of the file. */
    public Door ending(String lastTail, long[] dims) {
        return new Door(
                inputName,
                batch,
                input,
                channelsLast,
                outputName,
                lastTail,
                Arrays.stream(dims).boxed().toList());
    }
}
