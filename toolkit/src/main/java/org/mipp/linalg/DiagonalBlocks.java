package org.mipp.linalg;

/**
 * The diagonal blocks of a symmetric matrix whose variables come in groups, kept up to date while the matrix itself waits for what
 * is gathered in the panel of a {@link GroupDowndate}.
 *
 * <p>Holds memory outside the Java heap: close it. Not thread-safe.
 */
final class DiagonalBlocks implements AutoCloseable {

    private final int width;
    private final NativeMatrix blocks; // [groups * width, width], both triangles
    private final NativeMatrix scratch; // [width, width]

    private DiagonalBlocks(int rows, int width) {
        this.width = width;
        this.blocks = NativeMatrix.ofSize(rows, width);
        this.scratch = NativeMatrix.ofSize(width, width);
    }

    /** Copies the blocks of a symmetric matrix, of which the lower triangle is read. */
    static DiagonalBlocks of(NativeMatrix matrix, int width) {
        DiagonalBlocks copy = new DiagonalBlocks(matrix.rows, width);
        for (int i = 0; i < matrix.rows; i++) {
            int at = i / width * width;
            for (int j = at; j < at + width; j++) {
                copy.blocks.set(i, j - at, matrix.get(Math.max(i, j), Math.min(i, j)));
            }
        }
        return copy;
    }

    /** Makes the blocks of {@code B B'}. */
    static DiagonalBlocks ofSquares(NativeMatrix b, int width) {
        DiagonalBlocks squares = new DiagonalBlocks(b.rows, width);
        for (int at = 0; at < b.rows && b.columns > 0; at += width) {
            MatrixPart.setToTimesTransposed(
                    width, width, b.columns, b.part(at, 0), b.part(at, 0), squares.blocks.part(at, 0));
        }
        return squares;
    }

    /** The one value of a block of width 1. */
    double single(int slot) {
        return blocks.get(slot, 0);
    }

    /** The Cholesky factor of a block, until the next call. */
    NativeMatrix factor(int slot) {
        NativeMatrix factor = copy(slot);
        Decompositions.factorise(factor, "block of a group of nodes");
        return factor;
    }

    /** {@code tr(M_G (L L')^-1)} of this M with a factor L. */
    double traceOver(int slot, NativeMatrix factor) {
        NativeMatrix block = copy(slot);
        factor.solveFactor(block);
        factor.solveFactorFromRight(block);
        double trace = 0;
        for (int i = 0; i < width; i++) {
            trace += block.get(i, i);
        }
        return trace;
    }

    private NativeMatrix copy(int slot) {
        scratch.copyRows(0, blocks, slot * width, width);
        return scratch;
    }

    /** Subtracts from a block what {@code width} rows of a panel T from a row on add to {@code T'T}. */
    void subtractGram(int slot, NativeMatrix panel, int row) {
        int at = slot * width;
        if (width == 1) {
            double t = panel.get(row, at);
            blocks.set(at, 0, blocks.get(at, 0) - t * t);
        } else {
            MatrixPart.subtractTransposedProduct(
                    width, width, width, panel.part(row, at), panel.part(row, at), blocks.part(at, 0));
        }
    }

    /** Subtracts from a block what rows of a panel T and as many of another matrix H add to {@code T'H + H'T}. */
    void subtractBoth(int slot, NativeMatrix panel, int row, NativeMatrix h) {
        int at = slot * width;
        if (width == 1) {
            blocks.set(at, 0, blocks.get(at, 0) - 2 * panel.get(row, at) * h.get(0, at));
        } else {
            MatrixPart.subtractTransposedProduct(
                    width, width, width, panel.part(row, at), h.part(0, at), blocks.part(at, 0));
            MatrixPart.subtractTransposedProduct(
                    width, width, width, h.part(0, at), panel.part(row, at), blocks.part(at, 0));
        }
    }

    @Override
    public void close() {
        blocks.close();
        scratch.close();
    }
}
