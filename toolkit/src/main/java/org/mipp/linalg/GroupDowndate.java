package org.mipp.linalg;

import static org.mipp.run.Checks.argument;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An inverse covariance from which groups of variables are removed one after the other, without inverting again.
 *
 * <p>Let A = S^-1 over variables that come in groups of equal width, and B = A C for some cross-covariance C. Marginalising
 * a group G out of S turns A into {@code A_KK - A_KG A_GG^-1 A_GK} and B into {@code B_K - A_KG A_GG^-1 B_G} on the
 * remaining variables K. That is the step on which closed-form TERC rests.
 *
 * <p>Cost: O(n^3) once for the inverse, O(n^3) for removing all groups. Implementation note: only the diagonal blocks of A, and
 * those of {@code B B'}, are kept up to date at every step; what the other entries still miss is gathered in a panel T with
 * {@code A_true = A - T'T} and subtracted in one symmetric product when the panel is full (level-3 BLAS); of A the lower triangle
 * alone is kept. Removed groups leave holes, which are closed when they make up a quarter of the matrix. Holds memory outside the
 * Java heap: close it.
 */
public final class GroupDowndate implements AutoCloseable {

    private static final int PANEL_ROWS = 128;

    private final int width;
    private int[] slots; // slots[s]: the group stored at place s, or -1 once it is removed
    private int left;
    private NativeMatrix a; // [n, n], its lower triangle, lacks the panel's part
    private final GroupCoefficients coefficients; // B
    private DiagonalBlocks blocks; // of A, current
    private NativeMatrix panel; // [PANEL_ROWS or more, n]
    private int pending; // rows of the panel in use

    private GroupDowndate(NativeMatrix inverse, NativeMatrix b, int width) {
        this.width = width;
        this.slots = IntStream.range(0, inverse.rows / width).toArray();
        this.left = slots.length;
        this.a = inverse;
        this.blocks = DiagonalBlocks.of(inverse, width);
        this.panel = NativeMatrix.ofSize(Math.max(PANEL_ROWS, width), inverse.rows);
        this.coefficients = new GroupCoefficients(b, width, panel.rows);
    }

    /**
     * Starts from the precision A = S^-1 and the regression coefficients B = A C.
     *
     * @param covariance S, symmetric positive definite, shape {@code [n, n]}
     * @param crossCovariance C, shape {@code [n, targets]}
     * @param width variables per group; n is a multiple of it
     * @return the state with all groups in
     * @throws IllegalArgumentException if shapes do not fit or S is not positive definite
     */
    public static GroupDowndate of(Matrix covariance, Matrix crossCovariance, int width) {
        checkShapes(covariance, crossCovariance, width);
        NativeMatrix inverse = NativeMatrix.of(covariance);
        try (NativeMatrix cross = NativeMatrix.of(crossCovariance)) {
            Decompositions.invert(inverse, "covariance");
            return new GroupDowndate(inverse, inverse.symmetricTimes(cross), width);
        } catch (RuntimeException | Error e) {
            inverse.close();
            throw e;
        }
    }

    /**
     * Starts from the precision A = S^-1 alone.
     *
     * @param covariance S, symmetric positive definite, shape {@code [n, n]}
     * @param width variables per group; n is a multiple of it
     * @return the state with all groups in and no regression coefficients
     * @throws IllegalArgumentException if the width does not fit or S is not positive definite
     */
    public static GroupDowndate of(Matrix covariance, int width) {
        return of(covariance, Matrix.of(covariance.rows(), 0), width);
    }

    /**
     * Starts from the precision of the variables given the targets, {@code (S - C V^-1 C')^-1 = A + B (V - C'B)^-1 B'}, which
     * takes no other inverse of n variables.
     *
     * @param crossCovariance C, as this was made with
     * @param variance V, the covariance of the targets, shape {@code [targets, targets]}
     * @return the state with all groups in and no regression coefficients
     * @throws IllegalArgumentException if shapes do not fit, variables and targets together have no positive definite covariance,
     *     or a group has been removed
     */
    public GroupDowndate givenTargets(Matrix crossCovariance, Matrix variance) {
        argument(left * width == a.rows, "given targets: expected all groups, got %d of %d", left, a.rows / width);
        argument(
                crossCovariance.rows() == a.rows
                        && crossCovariance.columns() == coefficients.targets()
                        && variance.rows() == coefficients.targets()
                        && variance.columns() == coefficients.targets(),
                "given targets: expected %d variables and %d targets, got %d x %d and %d x %d",
                a.rows,
                coefficients.targets(),
                crossCovariance.rows(),
                crossCovariance.columns(),
                variance.rows(),
                variance.columns());
        NativeMatrix precision = a.copy();
        try (NativeMatrix cross = NativeMatrix.of(crossCovariance);
                NativeMatrix rest = NativeMatrix.of(variance);
                NativeMatrix whitened = coefficients.matrix().copy()) {
            MatrixPart.subtractTransposedProduct(
                    rest.rows, rest.columns, a.rows, cross.part(0, 0), whitened.part(0, 0), rest.part(0, 0));
            Decompositions.factorise(rest, "covariance of the targets given the inputs");
            rest.solveFactorFromRight(whitened);
            precision.addSquare(whitened);
            return new GroupDowndate(precision, NativeMatrix.ofSize(a.rows, 0), width);
        } catch (RuntimeException | Error e) {
            precision.close();
            throw e;
        }
    }

    private static void checkShapes(Matrix covariance, Matrix crossCovariance, int width) {
        int n = covariance.rows();
        argument(
                n == covariance.columns(),
                "covariance: expected a square matrix, got %d x %d",
                n,
                covariance.columns());
        argument(
                n == crossCovariance.rows(),
                "cross-covariance: expected %d rows as the covariance has, got %d",
                n,
                crossCovariance.rows());
        argument(width >= 1 && n % width == 0, "group width: expected a divisor of the %d variables, got %d", n, width);
    }

    /** {@return how many groups are left} */
    public int left() {
        return left;
    }

    /** {@return the groups that are left, in ascending order} */
    public int[] remaining() {
        return Arrays.stream(slots).filter(group -> group >= 0).sorted().toArray();
    }

    /**
     * Gives {@code ln det A_GG} of every group that is left.
     *
     * @return one value per remaining group, in the order of {@link #remaining}
     */
    public double[] logDeterminants() {
        double[] values = new double[left];
        for (int slot = 0, i = 0; slot < slots.length; slot++) {
            if (slots[slot] >= 0) {
                values[i++] = width == 1
                        ? Math.log(blocks.single(slot))
                        : blocks.factor(slot).logDeterminantOfFactor();
            }
        }
        return values;
    }

    /**
     * Gives {@code tr(B_G' A_GG^-1 B_G)} of every group that is left: by how much the summed squared error of the
     * regression grows when the group goes and all others are fitted anew.
     *
     * @return one value per remaining group, in the order of {@link #remaining}
     */
    public double[] errorIncreases() {
        double[] values = new double[left];
        for (int slot = 0, i = 0; slot < slots.length; slot++) {
            if (slots[slot] >= 0) {
                values[i++] = coefficients.errorIncrease(slot, blocks);
            }
        }
        return values;
    }

    /**
     * Removes a group.
     *
     * @param group a group that is left
     * @throws IllegalArgumentException if it is not
     */
    public void remove(int group) {
        argument(
                slot(group) >= 0, "remove: expected one of the groups %s, got %d", Arrays.toString(remaining()), group);
        if (pending + width > panel.rows) {
            flush();
        }
        int slot = slot(group);
        int n = a.columns;
        int at = slot * width;
        panel.copySymmetricRows(pending, a, at, width);
        MatrixPart.subtractTransposedProduct(
                width, n, pending, panel.part(0, at), panel.part(0, 0), panel.part(pending, 0));
        NativeMatrix factor = blocks.factor(slot);
        factor.solveFactor(panel.at(pending, 0), n);
        coefficients.remove(slot, factor, panel, pending);
        slots[slot] = -1;
        left--;
        for (int other = 0; other < slots.length; other++) {
            if (slots[other] >= 0) {
                blocks.subtractGram(other, panel, pending);
                coefficients.downdate(other, panel, pending);
            }
        }
        pending += width;
    }

    /** Where a group is stored, or -1. */
    private int slot(int group) {
        return IntStream.range(0, slots.length)
                .filter(s -> group >= 0 && slots[s] == group)
                .findFirst()
                .orElse(-1);
    }

    private void flush() {
        a.subtractGram(panel, pending);
        coefficients.flush(panel, pending);
        pending = 0;
        if (4 * (slots.length - left) >= slots.length) {
            closeHoles();
        }
    }

    private void closeHoles() {
        int[] places =
                IntStream.range(0, slots.length).filter(s -> slots[s] >= 0).toArray();
        NativeMatrix smaller = a.groups(places, width, true);
        coefficients.closeHoles(places);
        a.close();
        panel.close();
        blocks.close();
        slots = Arrays.stream(places).map(place -> slots[place]).toArray();
        a = smaller;
        blocks = DiagonalBlocks.of(a, width);
        panel = NativeMatrix.ofSize(Math.max(PANEL_ROWS, width), places.length * width);
    }

    @Override
    public void close() {
        a.close();
        panel.close();
        blocks.close();
        coefficients.close();
    }
}
