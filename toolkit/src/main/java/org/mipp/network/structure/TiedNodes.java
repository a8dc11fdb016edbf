package org.mipp.network.structure;

import java.util.Arrays;

/** Numbers nodes, and remembers which are tied to be one: disjoint sets (union-find) with path halving. */
final class TiedNodes {

    private int[] parent = new int[256];
    private int count;

    /** How many nodes there are; their numbers are below. */
    int count() {
        return count;
    }

    int[] create(int nodes) {
        if (count + nodes > parent.length) {
            parent = Arrays.copyOf(parent, Math.max(2 * parent.length, count + nodes));
        }
        int[] created = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            parent[count] = count;
            created[i] = count++;
        }
        return created;
    }

    /** Ties node i of one layer to node i of another. */
    void tie(int[] first, int[] second) {
        for (int i = 0; i < first.length; i++) {
            tie(first[i], second[i]);
        }
    }

    void tie(int first, int second) {
        parent[root(second)] = root(first);
    }

    int[] roots(int[] nodes) {
        return Arrays.stream(nodes).map(this::root).toArray();
    }

    private int root(int node) {
        int current = node;
        while (parent[current] != current) {
            parent[current] = parent[parent[current]];
            current = parent[current];
        }
        return current;
    }
}
