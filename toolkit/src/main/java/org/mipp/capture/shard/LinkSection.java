package org.mipp.capture.shard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.capture.moments.LayerSample;
import org.mipp.capture.moments.Leaves;
import org.mipp.capture.moments.Link;
import org.mipp.capture.moments.LinkCapture;
import org.mipp.capture.moments.Reading;
import org.mipp.linalg.Matrix;
import org.mipp.linalg.MomentsSum;

/** What shards took down of one linear map, added leaf by leaf in the order of the images while it is read. */
public final class LinkSection {

    private final Reading reading;
    private final CaptureOptions options;
    private final List<MomentsSum> sums;
    private final List<double[]> inputs = new ArrayList<>();
    private final List<double[]> targets = new ArrayList<>();
    private final List<double[]> activations = new ArrayList<>();

    /** Starts with no leaves. */
    public LinkSection(Reading reading, CaptureOptions options, int parts) {
        this.reading = reading;
        this.options = options;
        this.sums = IntStream.range(0, parts)
                .mapToObj(part ->
                        new MomentsSum(reading.reader().columns(), reading.map().outputs()))
                .toList();
    }

    /** Adds the leaves of the next shard. */
    public void add(Shard shard, Leaves leaves, DataInput in) throws IOException {
        int count = leaves.count();
        add(IntStream.range(shard.firstLeaf(count), shard.endOfLeaves(count)).map(leaves::part), in);
    }

    /** Adds sums that are there, each to its part. */
    public void add(IntStream parts, DataInput in) throws IOException {
        for (int part : parts.toArray()) {
            ShardFile.addTo(sums.get(part), Math.toIntExact(reading.columns()), in);
        }
        ShardFile.readRows(inputs, in);
        ShardFile.readRows(targets, in);
        ShardFile.readRows(activations, in);
    }

    /** The sums; no more can be added then. */
    public Link link() {
        int most = options.sampleRows();
        return new Link(
                reading.reader(),
                sums.stream().map(MomentsSum::moments).toList(),
                most == 0 ? Optional.empty() : Optional.of(new LayerSample(first(inputs, most), first(targets, most))));
    }

    private static Matrix first(List<double[]> rows, int most) {
        return Matrix.of(rows.stream().limit(most).toArray(double[][]::new));
    }

    /** Rows of activations to look at; none where another map of the same layer has them. */
    public List<double[]> activations() {
        return activations;
    }

    /** Writes what was added up as if it were one shard with a leaf for each part. */
    public void write(DataOutput out) throws IOException {
        Optional<Matrix> seen =
                activations.isEmpty() ? Optional.empty() : Optional.of(LinkCapture.glimpse(activations));
        ShardFile.write(link(), seen, out);
    }
}
