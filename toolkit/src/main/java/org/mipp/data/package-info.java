/**
 * Labelled images as immutable values, and readers for the files they come in.
 *
 * <p>{@link org.mipp.data.Mnist} finds and checks the files that ship with the project. Of the other rooms this one
 * knows only {@code run}.
 */
@NullMarked
package org.mipp.data;

import org.jspecify.annotations.NullMarked;
