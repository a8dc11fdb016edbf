package org.mipp.information.ranking;

import java.util.List;
import org.mipp.information.table.SampleColumn;

/** Chooses among columns. */
interface ColumnSearch {

    /** At most so many of the candidates, in the order in which they are chosen. */
    List<ColumnSelection.Chosen> choose(List<SampleColumn> candidates, int count);
}
