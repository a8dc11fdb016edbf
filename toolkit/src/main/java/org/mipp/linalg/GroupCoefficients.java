package org.mipp.linalg;

/**
 * The regression coefficients B beside the inverse covariance of a {@link GroupDowndate}, and what the error grows by when a group
 * goes, {@code tr(B_G' A_GG^-1 B_G)}.
 *
 * <p>That is {@code tr(A_GG^-1 M_G)} with {@code M_G = B_G B_G'}, so only these blocks need be current; what B itself still misses is
 * gathered as {@code B_true = B - T'R}, with the panel T of the inverse and a panel R of the removed groups' whitened rows. With
 * {@code r = L^-1 B_G} and {@code t = L^-1 A_G.}, the removal of G takes {@code t'p + p't - t'(r r')t} from {@code B B'}, where
 * {@code p = r B'}: a product that reads B once and does not write it. With {@code h = p - r r't / 2} that is {@code t'h + h't}.
 *
 * <p>When the panel is full B is brought up to date, and the blocks are made anew from it. A block that has lost nearly all it was
 * carries the rounding of what it was, as B does by way of the inverse; below zero it is taken for zero.
 *
 * <p>Holds memory outside the Java heap: close it. Not thread-safe.
 */
final class GroupCoefficients implements AutoCloseable {

    private final int width;
    private final int targets;
    private NativeMatrix b; // [n, targets], lacks the panels' part
    private DiagonalBlocks squares; // of B B', current
    private final NativeMatrix panel; // R, [panel rows, targets]
    private NativeMatrix products; // h = p - r r't / 2 of the last removal, [width, n]
    private final NativeMatrix own; // r R', [width, panel rows], scratch

    GroupCoefficients(NativeMatrix b, int width, int panelRows) {
        this.width = width;
        this.targets = b.columns;
        this.b = b;
        this.squares = DiagonalBlocks.ofSquares(b, width);
        this.panel = NativeMatrix.ofSize(panelRows, targets);
        this.products = NativeMatrix.ofSize(width, b.rows);
        this.own = NativeMatrix.ofSize(width, panelRows);
    }

    int targets() {
        return targets;
    }

    /** B, as long as no group has been removed. */
    NativeMatrix matrix() {
        return b;
    }

    /** {@code tr(B_G' A_GG^-1 B_G)}, with the blocks of A. */
    double errorIncrease(int slot, DiagonalBlocks inverse) {
        return Math.max(
                0,
                width == 1
                        ? squares.single(slot) / inverse.single(slot)
                        : squares.traceOver(slot, inverse.factor(slot)));
    }

    /**
     * Takes note that a group goes; the blocks of the others have to be brought up to date.
     *
     * @param factor L of the group's block of A
     * @param t the inverse's panel, with the group's rows t from {@code row} on
     */
    void remove(int slot, NativeMatrix factor, NativeMatrix t, int row) {
        if (targets == 0) {
            return;
        }
        panel.copyRows(row, b, slot * width, width);
        MatrixPart.subtractTransposedProduct(
                width, targets, row, t.part(0, slot * width), panel.part(0, 0), panel.part(row, 0));
        factor.solveFactor(panel.at(row, 0), targets);
        MatrixPart.setToTimesTransposed(
                width, products.columns, targets, panel.part(row, 0), b.part(0, 0), products.part(0, 0));
        MatrixPart.setToTimesTransposed(
                width, row + width, targets, panel.part(row, 0), panel.part(0, 0), own.part(0, 0));
        for (int i = 0; i < width; i++) {
            for (int j = row; j < row + width; j++) {
                own.set(i, j, own.get(i, j) / 2);
            }
        }
        MatrixPart.subtractProduct(
                width, products.columns, row + width, own.part(0, 0), t.part(0, 0), products.part(0, 0));
    }

    /** Brings the block of a group that is left up to date after a removal. */
    void downdate(int slot, NativeMatrix t, int row) {
        if (targets > 0) {
            squares.subtractBoth(slot, t, row, products);
        }
    }

    /** Brings B up to date with the first rows of both panels. */
    void flush(NativeMatrix t, int rows) {
        if (targets > 0) {
            MatrixPart.subtractTransposedProduct(b.rows, targets, rows, t.part(0, 0), panel.part(0, 0), b.part(0, 0));
            replace(b, DiagonalBlocks.ofSquares(b, width));
        }
    }

    /** Keeps the groups at some places, in a state that lacks nothing. */
    void closeHoles(int[] places) {
        NativeMatrix smaller = b.groups(places, width, false);
        b.close();
        products.close();
        products = NativeMatrix.ofSize(width, smaller.rows);
        replace(smaller, DiagonalBlocks.ofSquares(smaller, width));
    }

    private void replace(NativeMatrix current, DiagonalBlocks made) {
        b = current;
        squares.close();
        squares = made;
    }

    @Override
    public void close() {
        b.close();
        squares.close();
        panel.close();
        products.close();
        own.close();
    }
}
