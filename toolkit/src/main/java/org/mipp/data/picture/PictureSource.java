package org.mipp.data.picture;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.mipp.data.ImageShape;
import org.mipp.data.ImageSource;

/**
 * Images that are decoded from their files every time they are asked for. Needs some hundred bytes of heap per picture, for
 * its name. Arrays are owned, not copied.
 *
 * @param root the folder that names are relative to
 * @param files the name of each picture's file
 * @param marks what changes when a file or the way it is read does
 * @param labels the class of each picture; none in folders without classes
 * @param classNames the names of the classes
 * @param options how pictures are read
 * @param notes what was left out and how the pictures were split
 */
record PictureSource(
        Path root,
        Path[] files,
        long[] marks,
        int[] labels,
        List<String> classNames,
        PictureOptions options,
        List<String> notes)
        implements ImageSource {

    @Override
    public int size() {
        return files.length;
    }

    @Override
    public ImageShape shape() {
        return options.shape();
    }

    @Override
    public int classes() {
        return classNames.size();
    }

    @Override
    public boolean labelled() {
        return !classNames.isEmpty();
    }

    @Override
    public int label(int image) {
        return labels[image];
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the file has gone or holds no whole picture (it names it)
     */
    @Override
    public void read(int image, byte[] to, int offset) {
        new PictureFile(root.resolve(files[image]), options).read(to, offset);
    }

    /** By name, length and time of its file, and how it is read: pictures are not opened for it. */
    @Override
    public byte[] identity(int image) {
        return ByteBuffer.allocate(Long.BYTES).putLong(marks[image]).array();
    }
}
