package org.mipp.network.weights;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mipp.data.Dataset;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.network.Tensor;
import org.mipp.run.HeapBudget;

/**
 * Reads labelled images that Python wrote as four arrays, under the names that Keras has made common:
 *
 * <pre>{@code
 * numpy.savez("mine.npz", x_train=..., y_train=..., x_test=..., y_test=...)
 * }</pre>
 *
 * <p>Images have the shape {@code [images, channels, height, width]} as in PyTorch, {@code [images, height, width]} with one
 * channel, or {@code [images, features]}, which become images of one row. Pixels are numbers from 0 to 1, or from 0 to 255 if
 * any is above 1; one byte is kept of each. Labels are whole numbers from 0, shape {@code [images]}.
 *
 * <p>Needs nine bytes of heap for each pixel while it reads.
 */
public final class DatasetFile {

    private static final int BYTES_PER_PIXEL = Float.BYTES + 1; // beside the tensors
    private static final int MOST_CLASSES = 1 << 24; // whole numbers up to here are exact as floats
    private static final int BYTES_PER_LABEL = Float.BYTES + Integer.BYTES;
    private static final List<String> ARRAYS = List.of("x_train", "y_train", "x_test", "y_test");

    private final Path file;
    private final Map<String, Tensor> arrays;

    private DatasetFile(Path file, Map<String, Tensor> arrays) {
        this.file = file;
        this.arrays = arrays;
    }

    /**
     * Reads a data set.
     *
     * @param file npz, or safetensors with the same names
     * @return its training and test images; as many classes as the largest label says
     * @throws IllegalArgumentException if the file is missing or damaged, lacks an array, or a shape, pixel or label is none (it
     *     says which)
     */
    public static Dataset load(Path file) {
        HeapBudget budget = HeapBudget.half();
        Map<String, Tensor> arrays = WeightsFile.read(file, budget).tensors();
        argument(
                arrays.keySet().containsAll(ARRAYS),
                "%s: expected the arrays %s, got %s; write it in Python with numpy.savez(name, x_train=..., y_train=...,"
                        + " x_test=..., y_test=...)",
                file,
                ARRAYS,
                arrays.keySet());
        budget.hold(file, count(arrays, "x_train") + count(arrays, "x_test"), BYTES_PER_PIXEL);
        budget.hold(file, count(arrays, "y_train") + count(arrays, "y_test"), BYTES_PER_LABEL);
        return new DatasetFile(file, arrays).dataset();
    }

    private static long count(Map<String, Tensor> arrays, String array) {
        return arrays.get(array).shape().size();
    }

    private Dataset dataset() {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        int[] trainLabels = labels("y_train");
        int[] testLabels = labels("y_test");
        int classes = 1 + Math.max(largest(trainLabels), largest(testLabels));
        float[] train = arrays.get("x_train").toArray();
        float[] test = arrays.get("x_test").toArray();
        if (isAboveOne(train) || isAboveOne(test)) {
            divide(train);
            divide(test);
        }
        return new Dataset(
                name,
                images(name + " training set", "x_train", classes, train, trainLabels),
                images(name + " test set", "x_test", classes, test, testLabels));
    }

    private Images images(String name, String array, int classes, float[] pixels, int[] labels) {
        Shape shape = arrays.get(array).shape();
        int axes = shape.dimension();
        argument(
                2 <= axes && axes <= 4 && shape.size() > 0,
                "%s: expected %s of shape [images, channels, height, width], [images, height, width] or [images, features],"
                        + " got %s",
                file,
                array,
                shape);
        argument(
                axes < 4 || shape.get(3) > 4 || shape.get(1) <= 4,
                "%s: expected %s with channels before height and width, got %s; transpose it in Python, with"
                        + " %s.transpose(0, 3, 1, 2)",
                file,
                array,
                shape,
                array);
        return ImageArrays.of(
                name,
                axes == 4 ? (int) shape.get(1) : 1,
                axes == 2 ? 1 : (int) shape.get(axes - 2),
                (int) shape.get(axes - 1),
                classes,
                pixels,
                labels);
    }

    private int[] labels(String array) {
        Tensor tensor = arrays.get(array);
        argument(
                tensor.shape().dimension() == 1,
                "%s: expected %s of shape [images], got %s; classes are numbers from 0, not one-hot",
                file,
                array,
                tensor.shape());
        float[] values = tensor.toArray();
        int[] labels = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            labels[i] = (int) values[i];
            argument(
                    labels[i] == values[i] && labels[i] >= 0 && labels[i] < MOST_CLASSES,
                    "%s: expected %s of whole numbers from 0 to at most %d, got %s for image %d",
                    file,
                    array,
                    MOST_CLASSES - 1,
                    values[i],
                    i);
        }
        return labels;
    }

    private static int largest(int[] labels) {
        int largest = 0;
        for (int label : labels) {
            largest = Math.max(largest, label);
        }
        return largest;
    }

    private static boolean isAboveOne(float[] pixels) {
        for (float pixel : pixels) {
            if (pixel > 1) {
                return true;
            }
        }
        return false;
    }

    private static void divide(float[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] /= 255;
        }
    }
}
