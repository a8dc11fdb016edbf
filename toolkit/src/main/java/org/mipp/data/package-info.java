/**
 * Labelled images as immutable values, and readers for the files they come in.
 *
 * <p>Open {@link org.mipp.data.Images} first. {@link org.mipp.data.Mnist} and {@link org.mipp.data.FashionMnist} find and check the files that ship with the
 * project, {@link org.mipp.data.Cifar10} and {@link org.mipp.data.Cifar100} read those that the user fetches;
 * {@link org.mipp.data.ImageArrays} makes images of arrays, {@link org.mipp.data.Deformation} of other images. Pictures in
 * folders have a room inside; what is too large for memory is read by {@link org.mipp.data.ImageBatches}. The readers of files
 * stay in this room, of some twenty files, because they fill arrays that are not copied, which nobody else may do. Of the other
 * rooms this one knows only {@code run}.
 */
@NullMarked
package org.mipp.data;

import org.jspecify.annotations.NullMarked;
