package org.mipp.selection.terc.evidence;

import java.util.List;
import org.mipp.selection.Removal;

/**
 * What a search asks of a layer while its nodes go, all linear maps that read it taken together. Whoever makes it says
 * which nodes are left; it is told before one of them is taken out here.
 */
public interface Evidence extends AutoCloseable {

    /** The information that all nodes together share with each map's outputs, summed over the maps, in nats. */
    double total();

    /** What the removal of each node that is left would cost now, in ascending order of nodes. */
    List<Removal> scores();

    /** The same for one node that is left. */
    Removal score(int node);

    /** What a node tells by itself, summed over the maps, in nats. */
    double alone(int node);

    /** Takes out a node that has been scored since the last one went. */
    void remove(Removal removal);

    @Override
    void close();
}
