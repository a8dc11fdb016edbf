package org.mipp.surgery;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mipp.network.Network;
import org.mipp.network.Tensor;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Layer;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Mask;
import org.mipp.selection.Masks;

/**
 * Undoes a cut: writes the weights of a smaller network, which may have been trained since, into the whole one, each at the
 * place that the cut takes it from. So {@link Cut} gives the smaller network again.
 */
public final class WeightsWriteBack {

    private WeightsWriteBack() {}

    /**
     * Writes a smaller network's weights into the whole network.
     *
     * @param whole the network that was cut, or one of the same architecture; left as it is
     * @param cut the smaller network
     * @param masks which nodes it consists of; layers without a mask are whole
     * @return the whole network with the smaller one's weights; what the smaller one does not have is as it was
     * @throws IllegalArgumentException if the masks are not those of the whole network, or do not lead to the smaller one
     */
    public static Network onto(Network whole, Network cut, List<Mask> masks) {
        Structure structure = whole.architecture().structure();
        KeptNodes kept = Masks.kept(Masks.complete(masks, whole.architecture()));
        argument(
                cut.architecture().equals(structure.cut(kept)),
                "write back: expected a network that these masks cut out of %s, got another one; hand over the masks of the cut",
                whole.label());
        Map<String, Tensor> written = new LinkedHashMap<>();
        for (Layer layer : whole.architecture().layers()) {
            int[] inputs = structure.kept(layer.input(), kept);
            int[] outputs = structure.kept(layer.name(), kept);
            for (Map<String, Shape> part :
                    List.of(layer.operation().parameters(), layer.operation().buffers())) {
                for (String own : part.keySet()) {
                    String name = layer.name() + "." + own;
                    boolean reads = layer.operation() instanceof LinearMap && own.equals("weight");
                    written.put(
                            name,
                            placed(
                                    whole.weight(name),
                                    cut.weight(name),
                                    outputs,
                                    reads ? inputs : new int[] {0},
                                    reads));
                }
            }
        }
        return whole.withWeights(written);
    }

    /** The whole tensor with the blocks of the smaller one at the given rows and columns. */
    private static Tensor placed(Tensor whole, Tensor cut, int[] rows, int[] columns, boolean hasColumns) {
        float[] values = whole.toArray();
        float[] blocks = cut.toArray();
        int width = hasColumns ? Math.toIntExact(whole.shape().get(1)) : 1;
        int block = blocks.length / (rows.length * columns.length);
        for (int row = 0, from = 0; row < rows.length; row++) {
            for (int column : columns) {
                System.arraycopy(blocks, from, values, (rows[row] * width + column) * block, block);
                from += block;
            }
        }
        return Tensor.of(whole.shape(), values);
    }
}
