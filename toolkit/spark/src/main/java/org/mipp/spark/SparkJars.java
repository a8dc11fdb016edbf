package org.mipp.spark;

import static org.mipp.run.Checks.argument;

import org.mipp.run.RefusedException;

/** Whether Spark is there, and one that this was compiled for. Names Spark in texts only, so that it loads without. */
final class SparkJars {

    private static final String INSTALL =
            "; run kernel-config/run spark, which installs a kernel that has it, or put Spark"
                    + " 4's jars before the toolkit's on the class path";

    private SparkJars() {}

    static void require() {
        try {
            Class.forName("org.apache.spark.SparkContext");
        } catch (ClassNotFoundException | LinkageError e) {
            throw new RefusedException("spark: expected the jars of Apache Spark, found none" + INSTALL, e);
        }
        require(org.apache.spark.package$.MODULE$.SPARK_VERSION(), scala.util.Properties.versionNumberString());
    }

    static void require(String spark, String scala) {
        argument(
                spark.startsWith("4.") && scala.startsWith("2.13"),
                "spark: expected Spark 4 for Scala 2.13, got Spark %s for Scala %s%s",
                spark,
                scala,
                INSTALL);
    }
}
