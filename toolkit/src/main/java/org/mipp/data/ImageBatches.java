package org.mipp.data;

import static org.mipp.run.Checks.positive;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mipp.run.progress.Interrupts;

/**
 * Reads images batch by batch, the next one in the background, on all cores, while the last one is worked on. Images that
 * are in memory are handed on as they are.
 *
 * <pre>{@code
 * try (ImageBatches batches = ImageBatches.of(images, 100)) {
 *     for (int from = 0; from < images.size(); from += 100) {
 *         work(batches.next());
 *     }
 * }
 * }</pre>
 *
 * <p>Two batches are in memory at most: the one that was handed out last and the next. For one thread, which closes it.
 */
public final class ImageBatches implements AutoCloseable {

    private static final long MILLIS_BETWEEN_LOOKS = 50; // for an interrupt, while a batch is waited for

    private final Images images;
    private final int size;
    private int from; // of the batch to be handed out next
    private @Nullable FutureTask<Images> ahead;
    private @Nullable Thread reader;

    private ImageBatches(Images images, int size) {
        this.images = images;
        this.size = size;
    }

    /**
     * Begins to read.
     *
     * @param images what to read, in this order
     * @param size images per batch; the last one may be smaller
     * @return the batches
     * @throws IllegalArgumentException if the size is below 1
     */
    public static ImageBatches of(Images images, int size) {
        ImageBatches batches = new ImageBatches(images, positive(size, "images per batch"));
        batches.readAhead();
        return batches;
    }

    /** {@return whether there is another batch} */
    public boolean hasNext() {
        return from < images.size();
    }

    /**
     * Hands out the next batch, as soon as it has been read.
     *
     * @return its images, in memory
     * @throws IllegalArgumentException if an image cannot be read (it says which file), or there are no more
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Images next() {
        Images batch = ahead == null ? range() : await(ahead);
        from += batch.size();
        readAhead();
        return batch;
    }

    private Images range() {
        return images.range(from, Math.min(images.size(), from + size));
    }

    private void readAhead() {
        if (images.inMemory() || !hasNext()) {
            ahead = null;
            return;
        }
        Images batch = range();
        ahead = new FutureTask<>(batch::read);
        reader = new Thread(ahead, "mipp-images");
        reader.setDaemon(true);
        reader.start();
    }

    private static Images await(FutureTask<Images> task) {
        Interrupts.check();
        while (true) {
            try {
                return task.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Interrupts.check(); // and wait on
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                Interrupts.check(); // says what was interrupted
            } catch (ExecutionException e) {
                throw Interrupts.unchecked(Objects.requireNonNullElse(e.getCause(), e));
            }
        }
    }

    /** Stops reading, within one picture. */
    @Override
    public void close() {
        if (ahead != null && reader != null) {
            ahead.cancel(true);
        }
    }
}
