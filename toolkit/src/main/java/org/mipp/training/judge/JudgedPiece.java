package org.mipp.training.judge;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.run.progress.Progress;

/**
 * Some batches that a worker judges.
 *
 * @param network the network
 * @param images all images, of which a whole number of batches is judged
 * @param from the first of them
 * @param to the first after them
 */
record JudgedPiece(Network network, Images images, int from, int to) implements Callable<List<JudgedBatch>> {

    private static final int IMAGES = 4000; // of a piece, at least: a network is opened for each

    static List<JudgedPiece> all(Network network, Images images) {
        int batch = JudgedBatch.size(network.architecture());
        int step = (IMAGES + batch - 1) / batch * batch;
        return IntStream.range(0, (images.size() + step - 1) / step)
                .mapToObj(i -> new JudgedPiece(network, images, i * step, Math.min(images.size(), (i + 1) * step)))
                .toList();
    }

    @Override
    public List<JudgedBatch> call() {
        try (Progress progress = Progress.of("judging " + network.label(), to - from)) {
            return JudgedBatch.of(network, images.range(from, to), progress);
        }
    }

    @Override
    public String toString() {
        return "images " + from + " to " + (to - 1);
    }
}
