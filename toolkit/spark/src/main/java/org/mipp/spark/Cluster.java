package org.mipp.spark;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.given;
import static org.mipp.run.Checks.givenAll;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.mipp.data.Images;
import org.mipp.data.picture.PictureFolders;
import org.mipp.data.picture.PictureOptions;
import org.mipp.information.MiEstimator;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.ranking.ColumnRanking;
import org.mipp.information.ranking.RankColumns;
import org.mipp.information.table.TableRows;
import org.mipp.information.table.TableSamples;
import org.mipp.network.weights.DatasetFile;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Workers;
import org.mipp.spark.parcel.Parcel;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import tech.tablesaw.api.Table;

/**
 * A cluster of Apache Spark: machines that do independent pieces of work, such as {@code experiment(...).runOn(cluster)}. Every piece
 * travels as a value, with the cells that it uses. One in each process, as Spark has it.
 */
public final class Cluster implements Workers, AutoCloseable {

    private static @Nullable Cluster current;

    private final String master;
    private final Map<String, String> settings;
    private final JavaSparkContext context;

    private Cluster(String master, Map<String, String> settings) {
        this.master = master;
        this.settings = Map.copyOf(settings);
        this.context = new JavaSparkContext(ClusterSettings.of(master, settings));
    }

    static synchronized Cluster at(String master, Map<String, String> settings) {
        Cluster before = current;
        if (before != null && !before.stopped()) {
            argument(
                    before.master.equals(master) && before.settings.equals(settings),
                    "spark: expected the cluster of this process, %s with the same settings, or none, got %s; stop that one"
                            + " first: cluster.close()",
                    ClusterSettings.plain(before.master),
                    ClusterSettings.plain(master));
            return before;
        }
        argument(
                ClusterSettings.plain(master).equals(master), // Spark would write it into its log
                "spark: expected a master without a user or password in its name, got one with them for %s; leave them out",
                ClusterSettings.plain(master));
        try {
            Cluster made = new Cluster(master, settings);
            if (made.stopped()) { // Spark returns from a master that does not answer
                throw new IllegalStateException("no answer within a minute");
            }
            current = made;
            return made;
        } catch (RefusedException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked ones that it does not declare
            throw ClusterSettings.unreachable(master, e);
        }
    }

    /** {@return whether it was closed, here or by Spark itself} */
    public boolean stopped() {
        return context.sc().isStopped();
    }

    JavaSparkContext context() {
        argument(
                !stopped(),
                "spark: expected a cluster that runs, got %s, which was stopped; connect again: spark(\"%s\")",
                ClusterSettings.plain(master),
                ClusterSettings.plain(master));
        return context;
    }

    /**
     * Finds images on the cluster.
     *
     * @param path a folder or file that {@link #write} has made, anywhere that Hadoop reads, or a file {@code .npz}, of which the
     *     training images are taken
     * @return the images, in the order of their numbers, however the files are named
     * @throws IllegalArgumentException if nothing is there, or it cannot be read
     */
    public ClusterImages images(String path) {
        context();
        if (given(path, "a path").endsWith(".npz")) {
            return images(DatasetFile.load(Path.of(path)).train());
        }
        argument(
                !hasPictures(path),
                "images: expected what cluster.write(...) has made, got the folder of pictures %s; say how large they become:"
                        + " cluster.images(path, PictureOptions.of(3, 224))",
                path);
        return images(ParquetFolder.open(path));
    }

    private static boolean hasPictures(String path) {
        return !path.contains("://") && Files.isDirectory(Path.of(path)) && !ParquetFolder.among(path);
    }

    /**
     * Finds pictures in a folder that all machines see under the same name.
     *
     * @param folder where they are, in folders of classes or without
     * @param options how to read them
     * @return all of them
     * @throws IllegalArgumentException if there are no pictures, or one is to be refused
     */
    public ClusterImages images(String folder, PictureOptions options) {
        return images(
                PictureFolders.all(Path.of(given(folder, "a folder")).toAbsolutePath(), given(options, "options")));
    }

    /**
     * Uses images from anywhere: those in memory travel to every executor once, those in files are read where all machines see them.
     *
     * @param images any
     * @return the same on the cluster
     */
    public ClusterImages images(Images images) {
        return new ClusterImages(this, given(images, "images"));
    }

    /**
     * Writes images as Parquet files, some 64 MB of pixels each: number, class and pixels of an image in a row.
     *
     * @param images any
     * @param path a folder that does not exist yet, anywhere that Hadoop writes
     * @return the images that are there now
     * @throws IllegalArgumentException if something is there already, or it cannot be written
     */
    public ClusterImages write(Images images, String path) {
        List<WritePiece> pieces = WritePiece.all(given(images, "images"), given(path, "a path"));
        all("writing " + images.name(), pieces);
        return images(path);
    }

    /**
     * Runs estimators beside the classical ones on the 40 tasks, every sample on one executor.
     *
     * @param estimators at least one, lambdas of cells too
     * @return all estimates, as {@code benchmark} returns them
     */
    public BenchmarkResult benchmark(MiEstimator... estimators) {
        return EstimatorBenchmark.of(givenAll(estimators, "an estimator"))
                .besideClassical()
                .runOn(this);
    }

    /**
     * Ranks the columns of a table, every column on one executor.
     *
     * @param table any; no value may be missing
     * @param target name of the column to tell about
     * @param estimator any, a lambda of a cell too
     * @return the columns, as {@code rank} returns them
     */
    public ColumnRanking rank(Table table, String target, MiEstimator estimator) {
        TableSamples samples = TableSamples.of(given(table, "a table"), TableRows.ALL.atMost(RankColumns.ROWS));
        return RankColumns.towards(given(target, "the name of a target"))
                .by(given(estimator, "an estimator"))
                .of(samples, this);
    }

    @Override
    public <T> List<T> all(String task, List<? extends Callable<T>> pieces) {
        return each(task, pieces, made -> {});
    }

    /** {@inheritDoc} Pieces travel as values, what they share once; results come back as values. */
    @Override
    @SuppressWarnings("unchecked") // what a piece made has its type
    public <T> List<T> each(String task, List<? extends Callable<T>> pieces, Consumer<T> made) {
        JavaSparkContext running = context();
        if (pieces.isEmpty()) {
            return List.of();
        }
        Object[] results = new Object[pieces.size()];
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        withSent(new ArrayList<>(pieces), sent -> {
            List<Integer> numbers = IntStream.range(0, results.length).boxed().toList();
            new ClusterJob(running, task).run(results.length, () -> {
                ClassTag<byte[]> bytes = ClassTag$.MODULE$.apply(byte[].class);
                running.sc()
                        .runJob(
                                running.parallelize(numbers, results.length).rdd(),
                                new PieceTask(sent),
                                CollectionConverters.<Object>asScala(new ArrayList<Object>(numbers))
                                        .toSeq(),
                                new Arrival(loader, (number, result) -> {
                                    results[number] = result;
                                    made.accept((T) result);
                                }),
                                bytes);
                return results;
            });
        });
        return (List<T>) Arrays.asList(results);
    }

    /** Sends a value to all executors, once, for as long as something is done with it. */
    void withSent(Object value, Consumer<Sent> work) {
        Sent sent = new Sent(UUID.randomUUID().toString(), context().broadcast(Parcel.pack(value)));
        try {
            work.accept(sent);
        } finally {
            if (!stopped()) {
                sent.bytes().destroy();
            }
        }
    }

    @Override
    public String toString() {
        return "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION() + " at " + ClusterSettings.plain(master)
                + (stopped() ? ", stopped" : "");
    }

    /** Stops the executors and the connection. */
    @Override
    public void close() {
        context.stop();
    }
}
