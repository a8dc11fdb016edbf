package org.mipp.data;

import static org.mipp.run.Checks.argument;

import java.util.List;

/** Some images of a source, in any order: all that is asked of them is asked of the source. */
abstract class ChosenImages implements ImageSource {

    private final ImageSource source;
    private final int[] chosen; // which of the source's
    private final boolean labelled;

    ChosenImages(ImageSource source, int[] chosen, boolean labelled) {
        this.source = source;
        this.chosen = chosen;
        this.labelled = labelled;
    }

    final ImageSource source() {
        return source;
    }

    /** Which of the source's; not to be changed. */
    final int[] chosen() {
        return chosen;
    }

    @Override
    public final int size() {
        return chosen.length;
    }

    @Override
    public final ImageShape shape() {
        return source.shape();
    }

    @Override
    public final int classes() {
        return source.classes();
    }

    @Override
    public final List<String> classNames() {
        return source.classNames();
    }

    @Override
    public final boolean labelled() {
        return labelled;
    }

    @Override
    public final boolean inMemory() {
        return source.inMemory();
    }

    @Override
    public final List<String> notes() {
        return source.notes();
    }

    @Override
    public final byte[] identity(int image) {
        return source.identity(chosen[image]);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the images have no labels
     */
    @Override
    public final int label(int image) {
        requireLabels();
        return source.label(chosen[image]);
    }

    @Override
    public final int pixel(int image, int channel, int row, int column) {
        return source.pixel(chosen[image], channel, row, column);
    }

    @Override
    public final void read(int image, byte[] to, int offset) {
        source.read(chosen[image], to, offset);
    }

    final void requireLabels() {
        argument(labelled, "labels: expected labelled images, got '%s'; use images with labels", this);
    }
}
