package org.mipp.capture.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.mipp.network.operation.Convolution;
import org.mipp.network.operation.Window;
import org.mipp.run.RandomOrder;

/**
 * The rows of a convolution: at each chosen position the patch of every input channel that the kernel reads, and the value of every
 * filter there.
 *
 * <p>Implementation note: with channels moved last, a batch is a table of pixels, and a patch is some rows of it; a
 * position beyond the border reads an extra row of zeros. So one gather on the device collects all patches.
 */
final class PatchRows implements MapRows {

    private final int kernelArea;
    private final long[] pixels; // rows * kernelArea indices into the table of input pixels
    private final long[] positions; // rows indices into the table of output positions

    private PatchRows(int kernelArea, long[] pixels, long[] positions) {
        this.kernelArea = kernelArea;
        this.pixels = pixels;
        this.positions = positions;
    }

    static PatchRows choose(
            Convolution convolution, Shape inputShape, int images, int wanted, IntFunction<SplittableRandom> random) {
        int height = Math.toIntExact(inputShape.get(1));
        int width = Math.toIntExact(inputShape.get(2));
        Shape output = convolution.output(inputShape);
        int outputWidth = Math.toIntExact(output.get(2));
        int area = Math.toIntExact(output.get(1)) * outputWidth;
        int perImage = Math.min(wanted, area);
        Window window = convolution.window();
        int kernelArea = convolution.columnsPerInput();
        long border = (long) images * height * width;
        long[] pixels = new long[images * perImage * kernelArea];
        long[] positions = new long[images * perImage];
        int[] inOrder = IntStream.range(0, area).toArray();
        for (int image = 0, r = 0, p = 0; image < images; image++) {
            int[] places = inOrder.clone(); // no image's choice depends on another's
            RandomOrder.toFront(places, perImage, random.apply(image));
            for (int i = 0; i < perImage; i++, r++) {
                int place = places[i];
                positions[r] = (long) image * area + place;
                int top = place / outputWidth * window.stride().height()
                        - window.padding().top();
                int left = place % outputWidth * window.stride().width()
                        - window.padding().left();
                for (int row = 0; row < window.kernel().height(); row++) {
                    for (int column = 0; column < window.kernel().width(); column++) {
                        int y = top + row * window.dilation().height();
                        int x = left + column * window.dilation().width();
                        boolean inside = y >= 0 && y < height && x >= 0 && x < width;
                        pixels[p++] = inside ? ((long) image * height + y) * width + x : border;
                    }
                }
            }
        }
        return new PatchRows(kernelArea, pixels, positions);
    }

    @Override
    public NDArray inputs(NDArray layerInput) {
        long channels = layerInput.getShape().get(1);
        NDArray zeros = layerInput.getManager().zeros(new Shape(1, channels));
        NDArray table = NDArrays.concat(new ai.djl.ndarray.NDList(table(layerInput), zeros), 0);
        return gather(table, pixels)
                .reshape(positions.length, kernelArea, channels)
                .transpose(0, 2, 1)
                .reshape(positions.length, channels * kernelArea);
    }

    @Override
    public NDArray outputs(NDArray layerOutput) {
        return gather(table(layerOutput), positions);
    }

    private static NDArray table(NDArray images) {
        Shape shape = images.getShape();
        return images.transpose(0, 2, 3, 1).reshape(shape.get(0) * shape.get(2) * shape.get(3), shape.get(1));
    }

    private static NDArray gather(NDArray table, long[] rows) {
        return table.get(new NDIndex("{}", table.getManager().create(rows)));
    }
}
