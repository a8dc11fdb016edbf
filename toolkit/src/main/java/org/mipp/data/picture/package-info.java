/**
 * Pictures in files: found in folders, looked at, and decoded when they are asked for, so that never all are in memory.
 *
 * <p>{@link org.mipp.data.picture.PictureFolders} reads folders of any kind, {@link org.mipp.data.picture.ImageNet} and
 * {@link org.mipp.data.picture.TinyImageNet} the layouts in which these are published. Of the other rooms this one knows
 * {@code data} and {@code run}.
 */
@NullMarked
package org.mipp.data.picture;

import org.jspecify.annotations.NullMarked;
