package org.mipp.network.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.Datasets;
import org.mipp.data.Dataset;
import org.mipp.network.Tensor;

class DatasetFileTest {

    private static final Tensor TRAIN_LABELS = Tensor.of(new Shape(2), 0, 1);
    private static final Tensor TEST_LABELS = Tensor.of(new Shape(1), 2);

    @TempDir
    Path folder;

    @Test
    void imagesOfPyTorchsShapeComeInChannelByChannel() {
        Dataset data = load(
                Tensor.of(new Shape(2, 2, 1, 2), 0, 0, 0, 0, 0, 0.2f, 0.4f, 1),
                Tensor.of(new Shape(1, 2, 1, 2), 0, 0, 1, 0));
        assertEquals("mine: 2 training and 1 test images of 2 x 1 x 2, 3 classes", data.toString());
        assertEquals(51, data.train().pixel(1, 0, 0, 1));
        assertEquals(102, data.train().pixel(1, 1, 0, 0));
        assertEquals(255, data.test().pixel(0, 1, 0, 0));
        assertEquals(1, data.train().label(1));
        assertEquals(2, data.test().label(0));
    }

    @Test
    void pixelsUpTo255AreTakenAsTheyAreInBothSetsAlike() {
        Dataset data = load(Tensor.of(new Shape(2, 1, 2), 0, 255, 17, 1), Tensor.of(new Shape(1, 1, 2), 0, 1));
        assertEquals(17, data.train().pixel(1, 0, 0, 0));
        assertEquals(1, data.test().pixel(0, 0, 0, 1), "not 255, though none of the test images is brighter");
        assertEquals(1, data.train().channels());
    }

    @Test
    void featuresBecomeImagesOfOneRow() {
        Dataset data = load(Tensor.of(new Shape(2, 3), 0, 1, 0, 1, 0, 1), Tensor.of(new Shape(1, 3), 0, 0, 1));
        assertEquals("mine: 2 training and 1 test images of 1 x 1 x 3, 3 classes", data.toString());
    }

    @Test
    void refusesAFileWithoutTheArrays() {
        Path file = folder.resolve("weights.npz");
        WeightsFile.write(file, Weights.of(Map.of("x_train", TRAIN_LABELS)));
        refuses(file, "expected the arrays [x_train, y_train, x_test, y_test], got [x_train]; write it in Python with");
    }

    @Test
    void refusesChannelsThatComeLast() {
        refuses(
                write(Tensor.of(new Shape(2, 8, 8, 3), new float[384]), TRAIN_LABELS),
                "expected x_train with channels before height and width, got (2, 8, 8, 3); transpose it in Python, with"
                        + " x_train.transpose(0, 3, 1, 2)");
    }

    @Test
    void refusesShapesLabelsAndPixelsThatAreNone() {
        refuses(write(TRAIN_LABELS, TRAIN_LABELS), "expected x_train of shape [images, channels, height, width]");
        Tensor images = Tensor.of(new Shape(2, 1, 2), 0, 1, 0, 1);
        refuses(write(images, Tensor.of(new Shape(2, 2), 1, 0, 0, 1)), "classes are numbers from 0, not one-hot");
        refuses(
                write(images, Tensor.of(new Shape(2), 0, 0.5f)),
                "expected y_train of whole numbers from 0 to at most 16777215, got 0.5 for image 1");
        refuses(write(images, Tensor.of(new Shape(3), 0, 1, 1)), "expected as many images as labels");
        refuses(
                write(Tensor.of(new Shape(2, 1, 2), 0, -1, 0, 1), TRAIN_LABELS),
                "pixels: expected numbers from 0 to 1, got -1.0 in image 0 of mine training set");
    }

    private Dataset load(Tensor train, Tensor test) {
        return Datasets.dataset(write(train, TRAIN_LABELS, test));
    }

    private Path write(Tensor train, Tensor labels) {
        return write(train, labels, Tensor.of(new Shape(1, 1, 2), 0, 1));
    }

    private Path write(Tensor train, Tensor labels, Tensor test) {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("x_train", train);
        arrays.put("y_train", labels);
        arrays.put("x_test", test);
        arrays.put("y_test", TEST_LABELS);
        Path file = folder.resolve("mine.npz");
        WeightsFile.write(file, Weights.of(arrays));
        return file;
    }

    private static void refuses(Path file, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> DatasetFile.load(file))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
