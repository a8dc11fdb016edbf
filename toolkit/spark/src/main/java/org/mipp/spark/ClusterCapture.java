package org.mipp.spark;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.mipp.capture.Activations;
import org.mipp.capture.CapturePieces;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Images;
import org.mipp.network.NetworkStage;
import scala.Tuple2;

/**
 * A capture in two stages: shards of the images make sections for every linear map; the sections of a map are put together in the order
 * of the images, whatever order they come in, so that the sums are the same to the last bit on any number of executors.
 */
final class ClusterCapture {

    private ClusterCapture() {}

    static Activations of(Cluster cluster, NetworkStage network, Images images, CaptureOptions options) {
        long began = System.nanoTime();
        CapturePieces pieces = CapturePieces.of(network, images, options, Integer.MAX_VALUE);
        JavaSparkContext context = cluster.context();
        long most = context.getConf().getSizeAsBytes("spark.driver.maxResultSize", "1g");
        argument(
                most == 0 || pieces.bytes() < most,
                "capture: expected moments that fit what executors may send back, %,d MiB, got %,d MiB; ask for more:"
                        + " spark(master, Map.of(\"spark.driver.maxResultSize\", \"8g\")), with as large a heap here",
                most >> 20,
                pieces.bytes() >> 20);
        byte[][] maps = new byte[pieces.maps()][];
        cluster.withSent(pieces, sent -> new ClusterJob(context, "capturing " + network.label())
                .run(pieces.shards() + pieces.maps(), () -> {
                    merged(context, sent, pieces).collect().forEach(map -> maps[map._1] = map._2);
                    return maps;
                }));
        return pieces.whole(network, Arrays.asList(maps), cluster.toString(), (System.nanoTime() - began) / 1e9);
    }

    private static JavaPairRDD<Integer, byte[]> merged(JavaSparkContext context, Sent sent, CapturePieces pieces) {
        List<Integer> shards = IntStream.rangeClosed(1, pieces.shards()).boxed().toList();
        return context.parallelize(shards, shards.size())
                .flatMapToPair(shard -> sections(sent, shard))
                .repartitionAndSortWithinPartitions(new ByMap(pieces.maps()))
                .mapPartitionsToPair(sections -> map(sent, sections));
    }

    private static Iterator<Tuple2<Long, byte[]>> sections(Sent sent, int shard) {
        CapturePieces pieces = (CapturePieces) sent.value();
        String name = pieces.name(shard);
        Iterator<byte[]> sections = PieceFailedException.guarded(name, () -> pieces.capture(shard));
        return new Iterator<>() {
            private long map;

            @Override
            public boolean hasNext() {
                return sections.hasNext();
            }

            @Override
            public Tuple2<Long, byte[]> next() {
                return new Tuple2<>(
                        (map++ << Integer.SIZE) + shard, PieceFailedException.guarded(name, sections::next));
            }
        };
    }

    /** The sections of one map, which come in the order of the shards. */
    private static Iterator<Tuple2<Integer, byte[]>> map(Sent sent, Iterator<Tuple2<Long, byte[]>> sections) {
        if (!sections.hasNext()) {
            return Collections.emptyIterator();
        }
        CapturePieces pieces = (CapturePieces) sent.value();
        Tuple2<Long, byte[]> first = sections.next();
        int map = ByMap.of(first._1);
        Iterator<byte[]> all = new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return !begun || sections.hasNext();
            }

            @Override
            public byte[] next() {
                byte[] bytes = begun ? sections.next()._2 : first._2;
                begun = true;
                return bytes;
            }
        };
        List<Tuple2<Integer, byte[]>> made = new ArrayList<>();
        made.add(new Tuple2<>(map, PieceFailedException.guarded("linear map " + map, () -> pieces.merge(map, all))));
        return made.iterator();
    }

    /** A partition for every map; keys are the map's number, then the shard's. */
    private static final class ByMap extends Partitioner {

        private static final long serialVersionUID = 1;

        private final int maps;

        ByMap(int maps) {
            this.maps = maps;
        }

        static int of(long key) {
            return (int) (key >> Integer.SIZE);
        }

        @Override
        public int numPartitions() {
            return maps;
        }

        @Override
        public int getPartition(Object key) {
            return of((Long) key);
        }
    }
}
