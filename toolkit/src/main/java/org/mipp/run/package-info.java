/**
 * What every call shares: argument checks whose messages name the remedy, refusals, files that are replaced as a whole, random
 * order, and the provenance that every result carries.
 *
 * <p>Open {@link org.mipp.run.Checks} first. This room knows no other room.
 */
@NullMarked
package org.mipp.run;

import org.jspecify.annotations.NullMarked;
