package org.mipp.network.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.modality.cv.transform.Resize;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.RandomAccessDataset;
import org.junit.jupiter.api.Test;
import org.mipp.data.Dataset;
import org.mipp.data.ImageShape;

class DjlDatasetTest {

    private static RandomAccessDataset array(NDArray images, NDArray labels) {
        return new ArrayDataset.Builder()
                .setData(images)
                .optLabels(labels)
                .setSampling(2, false)
                .build();
    }

    @Test
    void floatsWithChannelsFirstAreRoundedToBytes() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray images = manager.create(new float[] {0, 0.5f, 1, 0.2f, 0.4f, 0.6f}, new Shape(3, 1, 1, 2));
            RandomAccessDataset train = array(images, manager.create(new long[] {2, 0, 1}));
            Dataset data = DjlDataset.of("mine", train, array(images.get("0:1"), manager.create(new float[] {4})));
            assertEquals("mine: 3 training and 1 test images of 1 x 1 x 2, 5 classes", data.toString());
            assertArrayEquals(new int[] {2, 0, 1}, data.train().labels());
            assertArrayEquals(
                    new byte[] {(byte) 255, 51, 102, (byte) 153},
                    data.train().range(1, 3).pixels().array());
        }
    }

    @Test
    void bytesWithChannelsLastAreTurnedAndThePipelineIsApplied() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray images = manager.arange(2 * 6 * 5 * 3).reshape(2, 6, 5, 3).toType(DataType.UINT8, true);
            NDArray labels = manager.create(new int[] {0, 1});
            RandomAccessDataset bytes = array(images, labels);
            Dataset raw = DjlDataset.of("raw", bytes, bytes);
            assertEquals(new ImageShape(3, 6, 5), raw.train().shape());
            assertEquals((90 + 3 * (5 * 2 + 4) + 1) % 256, raw.train().pixel(1, 1, 2, 4));
            RandomAccessDataset resized = new ArrayDataset.Builder()
                    .setData(images)
                    .optLabels(labels)
                    .addTransform(new Resize(4, 4))
                    .addTransform(new ToTensor())
                    .setSampling(1, false)
                    .build();
            assertEquals(
                    new ImageShape(3, 4, 4),
                    DjlDataset.of("small", resized, resized).train().shape());
        }
    }

    @Test
    void refusesWhatIsNoImage() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray label = manager.create(new int[] {0});
            RandomAccessDataset good = array(manager.zeros(new Shape(1, 1, 2, 2)), label);
            assertRefuses(
                    "x test set: expected labels that are whole numbers from 0, got 0.5 for image 0",
                    () -> DjlDataset.of(
                            "x", good, array(manager.zeros(new Shape(1, 1, 2, 2)), manager.create(new float[] {0.5f
                            }))));
            assertRefuses(
                    "x training set: expected images of shape [channels, height, width], [height, width, channels] or"
                            + " [height, width], got (2)",
                    () -> DjlDataset.of("x", array(manager.zeros(new Shape(1, 2)), label), good));
            RandomAccessDataset normalised =
                    array(manager.ones(new Shape(1, 1, 2, 2)).mul(-2), label);
            Dataset data = DjlDataset.of("x", normalised, good);
            assertRefuses(
                    "x training set: expected floats from 0 to 1, got -2.0 in image 0; let the pipeline end with ToTensor",
                    data.train()::pixels);
            RandomAccessDataset unlabelled = new ArrayDataset.Builder()
                    .setData(manager.zeros(new Shape(1, 1, 2, 2)))
                    .setSampling(1, false)
                    .build();
            assertRefuses(
                    "x training set: expected a label for every image, got none for image 0",
                    () -> DjlDataset.of("x", unlabelled, good));
        }
    }

    private static void assertRefuses(String expected, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
