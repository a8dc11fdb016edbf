/**
 * Values as bytes for other machines: immutable values of the toolkit, and lambdas of notebook cells with the classes, methods and
 * variables that they use. Knows the checks of {@code org.mipp.run} only; not Spark.
 */
@NullMarked
package org.mipp.spark.parcel;

import org.jspecify.annotations.NullMarked;
