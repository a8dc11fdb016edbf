/**
 * What every long call shares: argument checks whose messages name the remedy, progress that can be interrupted, work
 * on all cores that ends with it, files that are replaced as a whole, and the provenance that every result carries.
 *
 * <p>Start with {@link org.mipp.run.Progress}. This room knows no other room.
 */
@NullMarked
package org.mipp.run;

import org.jspecify.annotations.NullMarked;
