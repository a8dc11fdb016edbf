/**
 * What the columns of a table tell about one of them, and about each other: ranked with thresholds that know how many columns
 * were looked at, chosen one after the other so that nothing is chosen twice, and pair by pair.
 *
 * <p>Open {@link org.mipp.information.ranking.RankColumns} first. This room knows {@code information.table}, {@code
 * information.measure}, the estimators, {@code linalg} and {@code run}; no Tablesaw.
 */
@NullMarked
package org.mipp.information.ranking;

import org.jspecify.annotations.NullMarked;
