package org.mipp.spark;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.mipp.run.RefusedException;

/** What Spark is told beside the name of its master. */
final class ClusterSettings {

    private static final String CLASS_PATH =
            "MIPP_CLASSPATH"; // in the environment of the kernel, whose jars Java does not name
    private static final String HERE = "127.0.0.1";

    // before the host; not a container of Azure, nor a port, behind which a path may have an @
    private static final Pattern PASSWORD =
            Pattern.compile("(?<!(?:abfs|wasb)s?:)//[^/@\\s]*@|//[^/@\\s:]*:(?!\\d{1,5}/)[^@\\s]*@");

    private static final Map<String, String> DEFAULTS = Map.of(
            "spark.ui.enabled", "false",
            "spark.ui.showConsoleProgress", "false",
            "spark.log.level", "ERROR",
            "spark.task.maxFailures", "3",
            "spark.shuffle.compress", "false", // sums do not become smaller
            "spark.executorEnv.GOMP_SPINCOUNT", "2000", // idle threads sleep soon
            "spark.executorEnv.MALLOC_ARENA_MAX", "2",
            "spark.executor.extraJavaOptions",
                    "-Djava.awt.headless=true -XX:+UseSerialGC -Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
                            + " -Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private ClusterSettings() {}

    static SparkConf of(String master, Map<String, String> settings) {
        SparkConf conf = new SparkConf();
        DEFAULTS.forEach(conf::setIfMissing); // spark-submit may have said otherwise
        conf.setMaster(master)
                .setIfMissing("spark.app.name", "MIPP")
                .setIfMissing("spark.executor.extraClassPath", classPath())
                // equal to the last bit are only sums of as many threads
                .setIfMissing("spark.executorEnv.OMP_NUM_THREADS", threads());
        if (master.startsWith("local")) {
            conf.setIfMissing("spark.driver.host", HERE).setIfMissing("spark.driver.bindAddress", HERE);
        }
        settings.forEach(conf::set);
        if (master.startsWith("local-cluster")) {
            requireHome();
        }
        return conf;
    }

    /** Of executors on machines where everything is at the same place as here; others are told by their own setting. */
    private static String classPath() {
        return Optional.ofNullable(System.getenv(CLASS_PATH)).orElseGet(() -> System.getProperty("java.class.path"));
    }

    private static String threads() {
        return Optional.ofNullable(System.getenv("OMP_NUM_THREADS"))
                .orElseGet(() -> String.valueOf(Runtime.getRuntime().availableProcessors()));
    }

    /** Spark starts executors of this machine only where there is a folder that looks like its own. */
    private static void requireHome() {
        String home = System.getenv("SPARK_HOME");
        argument(
                home != null && "2.13".equals(System.getenv("SPARK_SCALA_VERSION")),
                "local-cluster: expected SPARK_HOME and SPARK_SCALA_VERSION=2.13 in the environment, got %s and %s; name any"
                        + " folder, for example export SPARK_HOME=$HOME/.spark SPARK_SCALA_VERSION=2.13, before Java starts",
                home,
                System.getenv("SPARK_SCALA_VERSION"));
        try {
            Files.createDirectories(Path.of(home).resolve("jars"));
            if (!Files.exists(Path.of(home).resolve("RELEASE"))) {
                Files.createFile(Path.of(home).resolve("RELEASE"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(Locale.ROOT, "cannot make the folder %s, which SPARK_HOME names", home), e);
        }
    }

    /** Refuses keys in an address before anyone sees it: Spark and Hadoop would write it into their messages. */
    static String requirePlain(String verb, String path) {
        argument(
                plain(path).equals(path),
                "%s: expected a path without a user or password, got one with them for %s; keys are settings of the cluster:"
                        + " spark(master, Map.of(\"spark.hadoop.fs.s3a.access.key\", ..., \"spark.hadoop.fs.s3a.secret.key\", ...))",
                verb,
                plain(path));
        return path;
    }

    /** A text without what is secret in it: users with their passwords before the host of an address. */
    static String plain(String text) {
        return PASSWORD.matcher(text).replaceAll("//");
    }

    /** Why there is no connection to a master. */
    static RefusedException unreachable(String master, Exception e) {
        return new RefusedException(
                "spark: expected a cluster of the Spark that is here, "
                        + org.apache.spark.package$.MODULE$.SPARK_VERSION() + " for Scala 2.13, at " + plain(master)
                        + ", got: " + plain(String.valueOf(e.getMessage()))
                        + "; look whether the master runs, is of the same version, and whether its name is right",
                e);
    }
}
