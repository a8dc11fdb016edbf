package org.mipp.linalg;

import org.jspecify.annotations.Nullable;
import org.mipp.run.ScratchFile;

/**
 * The upper triangle of a symmetric matrix, row after row: half the memory, and on the heap only while it is small. A large one
 * lies in a temporary file, whose pages the system keeps in memory as long as there is room; read it by rows.
 */
final class PackedTriangle {

    private static final long ON_HEAP = 1L << 20; // doubles: 8 MiB, 1,447 columns

    private final int size;
    private final double @Nullable [] values;
    private final @Nullable ScratchFile file;

    /** Makes room, filled with nothing in particular. */
    PackedTriangle(int size) {
        this.size = size;
        long count = count(size);
        this.values = onHeap(size) ? new double[(int) count] : null;
        this.file = onHeap(size) ? null : ScratchFile.of("moments of " + size + " columns", count * Double.BYTES);
    }

    /** How many entries the triangle has, with the diagonal. */
    static long count(long size) {
        return size * (size + 1) / 2;
    }

    static boolean onHeap(long size) {
        return count(size) <= ON_HEAP;
    }

    int size() {
        return size;
    }

    /** Where a row begins, with its diagonal entry. */
    private long start(long row) {
        return row * (2L * size - row + 1) / 2;
    }

    /** Copies a row from its diagonal on: {@code size - row} entries. */
    void read(int row, double[] into) {
        read(start(row), into, size - row);
    }

    /** Replaces a row from its diagonal on. */
    void write(int row, double[] from) {
        if (values != null) {
            System.arraycopy(from, 0, values, (int) start(row), size - row);
        } else if (file != null) {
            file.write(start(row), from, size - row);
        }
    }

    private void read(long place, double[] into, int count) {
        if (values != null) {
            System.arraycopy(values, (int) place, into, 0, count);
        } else if (file != null) {
            file.read(place, into, count);
        }
    }

    double get(int i, int j) {
        long place = start(Math.min(i, j)) + Math.abs(i - j);
        if (values != null) {
            return values[(int) place];
        }
        double[] one = new double[1];
        read(place, one, 1);
        return one[0];
    }

    double[] diagonal() {
        double[] diagonal = new double[size];
        for (int i = 0; i < size; i++) {
            diagonal[i] = get(i, i);
        }
        return diagonal;
    }
}
