package org.mipp.information.estimator;

import static org.mipp.information.estimator.SortedValues.within;

import java.util.Arrays;
import org.mipp.linalg.Matrix;

/**
 * The first algorithm of {@link KsgMi} on two columns whose rows change places. The nearest neighbours are looked for in strips of
 * equally many samples along X, each sorted along Y: both orders are there already, so that a permutation only deals the samples,
 * in the order of Y, to their strips. Cost of one: O(N sqrt(k N)) at worst and, for samples with a density, some 20 samples looked
 * at per sample.
 */
final class PermutedKsg implements PermutedMi {

    private final int n;
    private final int k;
    private final int width; // samples of a strip
    private final double[] psi;
    private final SortedValues x;
    private final SortedValues y;

    PermutedKsg(KsgMi ksg, Matrix x, Matrix y) {
        this.n = x.rows();
        this.k = ksg.k();
        this.width =
                Math.max(1, (int) Math.sqrt((double) k * n)); // as wide as a neighbourhood where X tells nothing of Y
        double[][] spread = Ties.spread(n, k, ksg.seed(), SampleColumns.standardised(x), SampleColumns.standardised(y));
        this.x = new SortedValues(spread[0]);
        this.y = new SortedValues(spread[1]);
        this.psi = KsgMi.digamma(n);
    }

    /** Whether no pairing is one of discrete variables, which have another estimate. */
    static boolean fits(KsgMi ksg, Matrix x, Matrix y) {
        Partition ofX = Partition.ofRows(x);
        Partition ofY = Partition.ofRows(y);
        return ksg.algorithm() == KsgMi.Algorithm.FIRST
                && x.rows() > ksg.k()
                && ofX.occupied() > 1
                && ofY.occupied() > 1
                && !(Ties.areDiscrete(ksg.k(), ofX) && Ties.areDiscrete(ksg.k(), ofY));
    }

    @Override
    public double estimate(int[] order) {
        Strips strips = new Strips(order);
        double sum = 0;
        for (int place = 0; place < n; place++) {
            double radius = Math.max(strips.reach(place), Double.MIN_VALUE);
            int nx = within(x.values, n, place, radius);
            int ny = within(y.values, n, strips.placeOfY[place], radius);
            sum += psi[nx + 1] + psi[ny + 1];
        }
        return psi[k] + psi[n] - sum / n;
    }

    /** One order of the rows of Y. Samples go by their place along X. */
    private final class Strips {

        private final int[] placeOfY = new int[n]; // by the place along X
        private final int[] slots = new int[n]; // by the place along X
        private final int[] alongX = new int[n]; // by slot: strip after strip, each ascending along Y
        private final int[] alongY = new int[n]; // by slot
        private final double[] nearest = new double[k]; // ascending
        private double worst;

        Strips(int[] order) {
            int[] placeOfX = new int[n];
            for (int place = 0; place < n; place++) {
                placeOfY[place] = y.places[order[x.rows[place]]];
                placeOfX[placeOfY[place]] = place;
            }
            int[] filled = new int[(n + width - 1) / width];
            for (int ofY = 0; ofY < n; ofY++) {
                int place = placeOfX[ofY];
                int strip = Math.floorDiv(place, width);
                int slot = strip * width + filled[strip]++;
                slots[place] = slot;
                alongX[slot] = place;
                alongY[slot] = ofY;
            }
        }

        /** How far the k-th neighbour is, in the maximum norm. */
        double reach(int place) {
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            worst = Double.POSITIVE_INFINITY;
            int own = Math.floorDiv(place, width);
            int slot = slots[place];
            scan(own, place, slot - 1, slot + 1);
            double centre = x.values[place];
            int left = own - 1;
            int right = own + 1;
            while (true) {
                double below = left >= 0 ? centre - x.values[(left + 1) * width - 1] : Double.POSITIVE_INFINITY;
                double above = right * width < n ? x.values[right * width] - centre : Double.POSITIVE_INFINITY;
                if (Math.min(below, above) >= worst) {
                    return worst;
                }
                int strip = below <= above ? left-- : right++;
                int first = firstAbove(strip, placeOfY[place]);
                scan(strip, place, first - 1, first);
            }
        }

        private int firstAbove(int strip, int ofY) {
            int low = strip * width;
            int high = Math.min(n, low + width);
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (alongY[middle] > ofY) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        /** Goes up and down along Y, to what is nearer first, until nothing nearer than the k-th can come. */
        private void scan(int strip, int place, int below, int above) {
            int start = strip * width;
            int end = Math.min(n, start + width);
            double centreX = x.values[place];
            double centreY = y.values[placeOfY[place]];
            double down = below >= start ? centreY - y.values[alongY[below]] : Double.POSITIVE_INFINITY;
            double up = above < end ? y.values[alongY[above]] - centreY : Double.POSITIVE_INFINITY;
            while (Math.min(down, up) < worst) {
                if (down <= up) {
                    offer(Math.max(down, Math.abs(x.values[alongX[below]] - centreX)));
                    below--;
                    down = below >= start ? centreY - y.values[alongY[below]] : Double.POSITIVE_INFINITY;
                } else {
                    offer(Math.max(up, Math.abs(x.values[alongX[above]] - centreX)));
                    above++;
                    up = above < end ? y.values[alongY[above]] - centreY : Double.POSITIVE_INFINITY;
                }
            }
        }

        private void offer(double distance) {
            if (distance < worst) {
                int at = k - 1;
                while (at > 0 && nearest[at - 1] > distance) {
                    nearest[at] = nearest[at - 1];
                    at--;
                }
                nearest[at] = distance;
                worst = nearest[k - 1];
            }
        }
    }
}
