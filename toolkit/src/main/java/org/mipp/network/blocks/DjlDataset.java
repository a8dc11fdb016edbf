package org.mipp.network.blocks;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Sampler;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.mipp.data.Dataset;
import org.mipp.data.ImageShape;
import org.mipp.data.ImageSource;
import org.mipp.data.Images;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Progress;

/**
 * Images of a data set made for DJL, one at a time and with what its pipeline does to them.
 *
 * <p>An image has the shape {@code [channels, height, width]} with floats from 0 to 1, as DJL's {@code ToTensor} makes it, or
 * {@code [height, width, channels]} with unsigned bytes; where height and width are given alone there is one channel. A float
 * is rounded to the next 255th. A label is one whole number from 0, the first where there are several. Augmentation does not
 * belong into the pipeline: an image must be the same whenever it is read.
 */
public final class DjlDataset implements ImageSource {

    private static final int MOST_CHANNELS = 4;

    private final String name;
    private final RandomAccessDataset data;
    private final ImageShape shape;
    private final int[] labels;
    private final int classes;

    private DjlDataset(String name, RandomAccessDataset data, ImageShape shape, int[] labels, int classes) {
        this.name = name;
        this.data = data;
        this.shape = shape;
        this.labels = labels;
        this.classes = classes;
    }

    /**
     * Takes two data sets, of as many classes as the largest label of both says. Cost: both are gone through once.
     *
     * @param name what they are, for captions
     * @param train the images to learn from
     * @param test the images to be judged by
     * @return the images; they are read again whenever they are needed
     * @throws IllegalArgumentException if one has no images, or an image or a label is none (it says which)
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Dataset of(String name, RandomAccessDataset train, RandomAccessDataset test) {
        int[] trainLabels = labels(name + " training set", train);
        int[] testLabels = labels(name + " test set", test);
        int classes = 1
                + Math.max(
                        Arrays.stream(trainLabels).max().orElse(0),
                        Arrays.stream(testLabels).max().orElse(0));
        return new Dataset(
                name,
                images(name + " training set", train, trainLabels, classes),
                images(name + " test set", test, testLabels, classes));
    }

    private static Images images(String name, RandomAccessDataset data, int[] labels, int classes) {
        ImageShape shape = with(name, data, 0, batch -> layout(name, image(batch)));
        return new Images(name, new DjlDataset(name, data, shape, labels, classes));
    }

    private static int[] labels(String name, RandomAccessDataset data) {
        try {
            data.prepare();
        } catch (IOException | TranslateException e) {
            throw new RefusedException(name + ": cannot be prepared: " + e, e);
        }
        argument(data.size() > 0, "%s: expected at least one image, got none", name);
        int[] labels = new int[Math.toIntExact(data.size())];
        try (Progress progress = Progress.of("reading the labels of " + name, labels.length)) {
            for (int i = 0; i < labels.length; i++) {
                int image = i;
                labels[i] = with(name, data, i, batch -> label(name, batch, image));
                progress.advance(1);
            }
        }
        return labels;
    }

    private static int label(String name, Batch batch, int image) {
        argument(
                !batch.getLabels().isEmpty() && batch.getLabels().get(0).size() > 0,
                "%s: expected a label for every image, got none for image %d",
                name,
                image);
        try (NDArray flat = batch.getLabels().get(0).flatten();
                NDArray wide = flat.toType(DataType.FLOAT64, true)) {
            double label = wide.toDoubleArray()[0];
            argument(
                    label >= 0 && label == Math.rint(label) && label < Integer.MAX_VALUE,
                    "%s: expected labels that are whole numbers from 0, got %s for image %d",
                    name,
                    label,
                    image);
            return (int) label;
        }
    }

    /** What is asked of a batch of one image. */
    private interface Question<T> {
        T of(Batch batch);
    }

    private static <T> T with(String name, RandomAccessDataset data, long image, Question<T> question) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Batch batch = data.getData(manager, new One(image)).iterator().next();
            try {
                return question.of(batch);
            } finally {
                batch.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot read image " + image, e);
        } catch (TranslateException e) {
            throw new RefusedException(name + ": image " + image + " cannot be read: " + e, e);
        }
    }

    /** Chooses one image, as a batch of its own. */
    private record One(long image) implements Sampler {

        @Override
        public Iterator<List<Long>> sample(RandomAccessDataset dataset) {
            return List.of(List.of(image)).iterator();
        }

        @Override
        public int getBatchSize() {
            return 1;
        }
    }

    private static NDArray image(Batch batch) {
        return batch.getData().get(0).squeeze(0);
    }

    private static boolean channelsLast(Shape shape) {
        return shape.dimension() == 3 && shape.get(0) > MOST_CHANNELS && shape.get(2) <= MOST_CHANNELS;
    }

    private static ImageShape layout(String name, NDArray image) {
        Shape shape = image.getShape();
        argument(
                shape.dimension() == 2 || shape.dimension() == 3,
                "%s: expected images of shape [channels, height, width], [height, width, channels] or [height, width], got"
                        + " %s",
                name,
                shape);
        if (shape.dimension() == 2) {
            return new ImageShape(1, (int) shape.get(0), (int) shape.get(1));
        }
        return channelsLast(shape)
                ? new ImageShape((int) shape.get(2), (int) shape.get(0), (int) shape.get(1))
                : new ImageShape((int) shape.get(0), (int) shape.get(1), (int) shape.get(2));
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public int label(int image) {
        return labels[image];
    }

    @Override
    public void read(int image, byte[] to, int offset) {
        byte[] pixels = with(name, data, image, batch -> pixels(image(batch), image));
        System.arraycopy(pixels, 0, to, offset, pixels.length);
    }

    private byte[] pixels(NDArray array, int image) {
        argument(
                layout(name, array).equals(shape),
                "%s: expected images of one shape, %s, got %s for image %d; resize them in the pipeline",
                name,
                shape,
                array.getShape(),
                image);
        NDArray planes = channelsLast(array.getShape()) ? array.transpose(2, 0, 1) : array;
        if (array.getDataType() == DataType.UINT8) {
            return planes.toType(DataType.UINT8, true).toByteArray();
        }
        float[] values = planes.toType(DataType.FLOAT32, false).toFloatArray();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            argument(
                    values[i] >= 0 && values[i] <= 1,
                    "%s: expected floats from 0 to 1, got %s in image %d; let the pipeline end with ToTensor, without Normalize",
                    name,
                    values[i],
                    image);
            bytes[i] = (byte) Math.round(255 * values[i]);
        }
        return bytes;
    }
}
