/**
 * The same cells on a cluster of Apache Spark: captures, evaluations, experiments, benchmarks and rankings. The only room that sees
 * Spark; knows all rooms but {@code notebook}, and nothing knows it.
 */
@NullMarked
package org.mipp.spark;

import org.jspecify.annotations.NullMarked;
