package org.mipp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mipp.run.RefusedException;

@Timeout(30)
class ImageBatchesTest {

    /** Images whose one pixel is their number, which note who read them. */
    private static class Slow implements ImageSource {

        final Set<Integer> read = ConcurrentHashMap.newKeySet();
        final Set<Thread> readers = ConcurrentHashMap.newKeySet();
        final CountDownLatch second = new CountDownLatch(1);

        @Override
        public int size() {
            return 10;
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(1, 1, 1);
        }

        @Override
        public int classes() {
            return 10;
        }

        @Override
        public boolean labelled() {
            return true;
        }

        @Override
        public int label(int image) {
            return image;
        }

        @Override
        public void read(int image, byte[] to, int offset) {
            to[offset] = (byte) image;
            readers.add(Thread.currentThread());
            if (read.add(image) && image == 4) {
                second.countDown();
            }
        }
    }

    @Test
    void handsOutAllImagesInTheirOrder() {
        Images images = new Images("slow", new Slow()).select(9, 1, 8, 2, 7);
        try (ImageBatches batches = ImageBatches.of(images, 2)) {
            Images first = batches.next();
            assertTrue(first.inMemory());
            assertArrayEquals(new int[] {9, 1}, first.labels());
            assertArrayEquals(new byte[] {9, 1}, first.pixels().array());
            assertArrayEquals(new byte[] {8, 2}, batches.next().pixels().array());
            assertTrue(batches.hasNext());
            assertArrayEquals(new byte[] {7}, batches.next().pixels().array());
            assertFalse(batches.hasNext());
            assertThrows(IllegalArgumentException.class, batches::next);
        }
    }

    @Test
    void theNextBatchIsReadWhileTheLastOneIsWorkedOnAndNoMore() throws InterruptedException {
        Slow source = new Slow();
        try (ImageBatches batches = ImageBatches.of(new Images("slow", source), 4)) {
            batches.next();
            source.second.await(); // image 4 is read although nobody has asked for it
            assertFalse(source.read.contains(8), "the batch after the next: " + source.read);
            assertFalse(source.readers.contains(Thread.currentThread()));
        }
    }

    @Test
    void imagesInMemoryAreHandedOn() {
        Images images = new Images("slow", new Slow()).read();
        try (ImageBatches batches = ImageBatches.of(images, 10)) {
            assertSame(images, batches.next());
        }
    }

    @Test
    void whatCannotBeReadIsRefusedWhereTheBatchIsAskedFor() {
        Images images = new Images("slow", new Slow() {
            @Override
            public void read(int image, byte[] to, int offset) {
                if (image == 5) {
                    throw new RefusedException("five.jpg: expected a picture");
                }
            }
        });
        try (ImageBatches batches = ImageBatches.of(images, 4)) {
            assertEquals(4, batches.next().size());
            assertEquals(
                    "five.jpg: expected a picture",
                    assertThrows(RefusedException.class, batches::next).getMessage());
        }
    }

    @Test
    void anInterruptEndsTheWaitAndTheReading() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Images images = new Images("slow", new Slow() {
            @Override
            public void read(int image, byte[] to, int offset) {
                reading.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    stopped.countDown();
                    throw new CancellationException();
                }
            }
        });
        try (ImageBatches batches = ImageBatches.of(images, 1)) {
            reading.await();
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, batches::next);
        }
        stopped.await();
    }

    @Test
    void refusesBatchesOfNothing() {
        Images images = new Images("slow", new Slow());
        assertEquals(
                "images per batch: expected a whole number of at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> ImageBatches.of(images, 0))
                        .getMessage());
    }
}
