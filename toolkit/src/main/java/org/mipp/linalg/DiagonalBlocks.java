package org.mipp.linalg;

/**
 * The diagonal blocks of a matrix whose variables come in groups, kept up to date while the matrix itself waits for what is
 * gathered in a {@link GroupDowndate}'s panel.
 *
 * <p>Holds memory outside the Java heap: close it. Not thread-safe.
 */
final class DiagonalBlocks implements AutoCloseable {

    private final int width;
    private final NativeMatrix blocks; // [groups * width, width]
    private final NativeMatrix factor; // [width, width], scratch

    /** Copies the blocks of a matrix that lacks nothing. */
    DiagonalBlocks(NativeMatrix matrix, int width) {
        this.width = width;
        this.blocks = NativeMatrix.ofSize(matrix.rows, width);
        this.factor = NativeMatrix.ofSize(width, width);
        for (int i = 0; i < matrix.rows; i++) {
            int at = i / width * width;
            for (int j = 0; j < width; j++) {
                blocks.set(i, j, matrix.get(i, at + j));
            }
        }
    }

    /** The one value of a block of width 1. */
    double single(int slot) {
        return blocks.get(slot, 0);
    }

    /** The Cholesky factor of a block, until the next call. */
    NativeMatrix factor(int slot) {
        factor.copyRows(0, blocks, slot * width, width);
        Decompositions.factorise(factor, "block of a group of nodes");
        return factor;
    }

    /** Subtracts from a block what {@code width} rows of a panel T from a row on add to T'T. */
    void downdate(int slot, NativeMatrix panel, int row) {
        int at = slot * width;
        if (width == 1) {
            double t = panel.get(row, at);
            blocks.set(at, 0, blocks.get(at, 0) - t * t);
        } else {
            NativeMatrix.Part group = new NativeMatrix.Part(panel.at(row, at), panel.columns);
            NativeMatrix.subtractTransposedProduct(
                    width, width, width, group, group, new NativeMatrix.Part(blocks.at(at, 0), width));
        }
    }

    @Override
    public void close() {
        blocks.close();
        factor.close();
    }
}
