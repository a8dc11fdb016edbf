package org.mipp.surgery.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mipp.run.ScratchFile;

/** Batches of floats that are read again and again: in the engine's memory up to a bound, beyond it in a temporary file. */
final class BatchStore implements AutoCloseable {

    /** Where a batch is: in memory, or from a position of the file on. */
    private record Place(@Nullable NDArray array, long position, Shape shape) {}

    private final NDManager memory;
    private final long most;
    private final List<Place> places = new ArrayList<>();
    private long inMemory;
    private long inFile;
    private @Nullable ScratchFile file;

    /**
     * Starts empty.
     *
     * @param most bytes to be held in memory
     */
    BatchStore(NDManager parent, long most) {
        this.memory = parent.newSubManager();
        this.most = most;
    }

    /** Copies a batch. */
    void add(NDArray batch) {
        long bytes = batch.size() * Float.BYTES;
        if (inMemory + bytes <= most) {
            NDArray copy = batch.duplicate();
            copy.attach(memory);
            places.add(new Place(copy, 0, batch.getShape()));
            inMemory += bytes;
            return;
        }
        ScratchFile.requireRoom("rows of a fit", bytes);
        ScratchFile to = file == null ? ScratchFile.of("rows of a fit", bytes) : file;
        file = to;
        byte[] raw = new byte[Math.toIntExact(bytes)];
        ByteBuffer.wrap(raw).asFloatBuffer().put(batch.toFloatArray());
        to.writeBytes(inFile, raw);
        places.add(new Place(null, inFile, batch.getShape()));
        inFile += bytes;
    }

    int size() {
        return places.size();
    }

    /** A batch; the scope owns the handle, and a copy if it comes from the file. */
    NDArray get(int number, NDManager scope) {
        Place place = places.get(number);
        if (place.array != null) {
            NDArray handle = place.array.reshape(place.shape);
            handle.attach(scope);
            return handle;
        }
        byte[] raw = new byte[Math.toIntExact(place.shape.size() * Float.BYTES)];
        if (file != null) {
            file.readBytes(place.position, raw);
        }
        float[] values = new float[raw.length / Float.BYTES];
        ByteBuffer.wrap(raw).asFloatBuffer().get(values);
        return scope.create(values, place.shape);
    }

    @Override
    public void close() {
        memory.close();
        if (file != null) {
            file.close();
        }
    }
}
