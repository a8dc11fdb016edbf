package org.mipp.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.mipp.data.ImageShape;
import org.mipp.data.ImageSource;
import org.mipp.spark.ParquetFile.Kind;

/**
 * Images in files, read a row group at a time; each process keeps the last ones. Arrays are owned, not copied.
 *
 * @param kind what they are
 * @param files the file of each row group, in the order of the images
 * @param groups its number there
 * @param firsts its first image
 * @param labels of all images
 * @param opened when the folder was opened, by a name of its own: another folder may have its name later
 */
record ParquetImages(Kind kind, String[] files, int[] groups, int[] firsts, int[] labels, String opened)
        implements ImageSource {

    private static final int KEPT = 8; // row groups of 4 MB
    private static final Map<String, byte[]> READ = new LinkedHashMap<>();

    /** A row group, while a folder is looked at. */
    record Block(String file, int number, int first, int[] labels) {}

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public ImageShape shape() {
        return kind.shape();
    }

    @Override
    public int classes() {
        return kind.classes();
    }

    @Override
    public List<String> classNames() {
        return kind.classNames();
    }

    @Override
    public boolean labelled() {
        return kind.labelled();
    }

    @Override
    public int label(int image) {
        return labels[image];
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the file has gone or is damaged (it names it)
     */
    @Override
    public void read(int image, byte[] to, int offset) {
        int found = Arrays.binarySearch(firsts, image);
        int block = found >= 0 ? found : -found - 2;
        int each = shape().pixels();
        System.arraycopy(pixels(block), (image - firsts[block]) * each, to, offset, each);
    }

    private byte[] pixels(int block) {
        synchronized (READ) {
            String key = opened + " " + files[block] + " " + groups[block];
            byte[] pixels = READ.remove(key);
            if (pixels == null) {
                pixels = decode(block);
            }
            READ.put(key, pixels); // the last one used is the last one to go
            if (READ.size() > KEPT) {
                READ.remove(READ.keySet().iterator().next());
            }
            return pixels;
        }
    }

    private byte[] decode(int block) {
        int end = block + 1 < firsts.length ? firsts[block + 1] : labels.length;
        int each = shape().pixels();
        byte[] pixels = new byte[(end - firsts[block]) * each];
        Path file = new Path(files[block]);
        try (ParquetFileReader reader = ParquetFile.open(file)) {
            int[] at = {0};
            ParquetRows.each(reader, groups[block], ParquetFile.ROW, row -> {
                byte[] one = row.getBinary("pixels", 0).getBytesUnsafe();
                System.arraycopy(one, 0, pixels, at[0], each);
                at[0] += each;
            });
        } catch (IOException | RuntimeException e) {
            throw ParquetFolder.unreadable(files[block], e);
        }
        return pixels;
    }
}
