package org.mipp.capture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mipp.capture.moments.Leaves;
import org.mipp.capture.moments.LinkCapture;
import org.mipp.data.Images;
import org.mipp.network.engine.HostMemory;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.run.progress.Progress;

/** One pass over images, for some of the linear maps: each is added right after it has run, so that no output is kept for it. */
final class CapturePass {

    private static final long SCATTERED =
            50_000_000; // bytes that need not go back to the system before the network is closed

    private final LiveNetwork live;
    private final Images images;
    private final Leaves leaves;
    private final Map<String, List<LinkCapture>> after; // what to add after which map
    private final Progress progress;
    private final long sums; // bytes of a leaf's

    CapturePass(LiveNetwork live, Images images, Leaves leaves, List<LinkCapture> captures, Progress progress) {
        this.live = live;
        this.images = images;
        this.leaves = leaves;
        this.after = captures.stream().collect(Collectors.groupingBy(LinkCapture::map));
        this.progress = progress;
        this.sums = captures.stream().mapToLong(LinkCapture::bytes).sum();
    }

    /** Runs the images of a leaf and adds its sums to a part. */
    void add(int leaf, int part) {
        try (NDManager memory = live.manager().newSubManager()) {
            after.values().stream().flatMap(List::stream).forEach(capture -> capture.beginLeaf(memory));
            int end = leaves.from(leaf + 1);
            for (int from = leaves.from(leaf); from < end; from += leaves.batch()) {
                int to = Math.min(end, from + leaves.batch());
                add(from, to, memory);
                progress.advance(to - from);
            }
            after.values().stream().flatMap(List::stream).forEach(capture -> capture.endLeaf(part));
        }
        if (sums > SCATTERED) {
            HostMemory.release();
        }
    }

    private void add(int from, int to, NDManager memory) {
        try (NDManager batch = memory.newSubManager()) {
            NDArray floats = LiveNetwork.toInput(live.upload(images.range(from, to), batch));
            Set<String> left = new HashSet<>(after.keySet());
            live.watch(floats, (layer, outputs) -> {
                after.getOrDefault(layer, List.of()).forEach(capture -> capture.add(outputs, from, to - from, batch));
                left.remove(layer);
                return !left.isEmpty();
            });
        }
    }
}
