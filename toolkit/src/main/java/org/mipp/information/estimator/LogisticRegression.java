package org.mipp.information.estimator;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.mipp.run.progress.Interrupts;

/**
 * Multinomial logistic regression with a ridge on the weights, not on the intercepts: the least mean log loss plus
 * {@code ridge / 2 |W|^2}, a convex problem with one minimum.
 *
 * <p>Minimised by limited-memory BFGS (Nocedal and Wright, Numerical Optimization, 2nd ed. 2006, algorithms 7.4 and 7.5)
 * with halving steps, which needs no Hessian of all classes and columns. Cost O(N p C) per step, some dozens of steps.
 */
final class LogisticRegression {

    private static final int MOST_STEPS = 1000;
    private static final int MEMORY = 10;
    private static final double FLAT = 1e-7; // of the gradient's largest entry, in nats per unit
    private static final double SUFFICIENT = 1e-4; // share of the predicted decrease

    private final double[] x;
    private final int[] labels;
    private final int p;
    private final int classes;
    private final double ridge;
    private double[] weights; // [p + 1][classes], the intercepts last

    private LogisticRegression(double[] x, int[] labels, int classes, double ridge) {
        this.x = x;
        this.labels = labels;
        this.p = x.length / labels.length;
        this.classes = classes;
        this.ridge = ridge;
        this.weights = new double[(p + 1) * classes];
        minimise();
    }

    /**
     * Fits.
     *
     * @param x inputs of similar scale, row by row
     * @param labels the class of every row, from 0
     * @param classes how many there are
     * @param ridge above 0, else separable classes have no finite fit
     */
    static LogisticRegression fit(double[] x, int[] labels, int classes, double ridge) {
        return new LogisticRegression(x, labels, classes, ridge);
    }

    /** {@code -ln p(label | row)}. */
    double loss(double[] rows, int row, int label) {
        return -logProbabilities(weights, rows, row, new double[classes])[label];
    }

    private double[] logProbabilities(double[] w, double[] rows, int row, double[] scores) {
        System.arraycopy(w, p * classes, scores, 0, classes);
        for (int j = 0; j < p; j++) {
            double value = rows[row * p + j];
            for (int c = 0; c < classes; c++) {
                scores[c] += value * w[j * classes + c];
            }
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - largest);
        }
        double normaliser = largest + Math.log(sum);
        for (int c = 0; c < classes; c++) {
            scores[c] -= normaliser;
        }
        return scores;
    }

    /** Gives the objective and writes its gradient. */
    private double objective(double[] w, double[] gradient) {
        int n = labels.length;
        Arrays.fill(gradient, 0);
        double[] scores = new double[classes];
        double loss = 0;
        for (int i = 0; i < n; i++) {
            Interrupts.check();
            logProbabilities(w, x, i, scores);
            loss -= scores[labels[i]];
            for (int c = 0; c < classes; c++) {
                scores[c] = Math.exp(scores[c]) - (c == labels[i] ? 1 : 0);
                gradient[p * classes + c] += scores[c] / n;
            }
            for (int j = 0; j < p; j++) {
                double value = x[i * p + j] / n;
                for (int c = 0; c < classes; c++) {
                    gradient[j * classes + c] += value * scores[c];
                }
            }
        }
        double squares = 0;
        for (int k = 0; k < p * classes; k++) {
            squares += w[k] * w[k];
            gradient[k] += ridge * w[k];
        }
        return loss / n + ridge * squares / 2;
    }

    /** One step of the memory: change of weights, change of gradient, and 1 over their product. */
    private record Step(double[] weights, double[] gradient, double inverse) {}

    private void minimise() {
        Deque<Step> memory = new ArrayDeque<>();
        double[] gradient = new double[weights.length];
        double value = objective(weights, gradient);
        for (int step = 0; step < MOST_STEPS && largest(gradient) > FLAT; step++) {
            double[] direction = direction(gradient, memory);
            double slope = dot(direction, gradient);
            double[] next = new double[weights.length];
            double[] nextGradient = new double[weights.length];
            double length = memory.isEmpty() ? 1 / Math.max(1, largest(gradient)) : 1;
            double nextValue;
            do {
                for (int k = 0; k < next.length; k++) {
                    next[k] = weights[k] + length * direction[k];
                }
                nextValue = objective(next, nextGradient);
                length /= 2;
            } while (nextValue > value + 2 * SUFFICIENT * length * slope && length > 1e-12);
            if (nextValue >= value) {
                return; // rounding is all that is left
            }
            remember(memory, next, nextGradient, gradient);
            weights = next;
            gradient = nextGradient;
            value = nextValue;
        }
    }

    private void remember(Deque<Step> memory, double[] next, double[] nextGradient, double[] gradient) {
        double[] s = new double[weights.length];
        double[] y = new double[weights.length];
        for (int k = 0; k < s.length; k++) {
            s[k] = next[k] - weights[k];
            y[k] = nextGradient[k] - gradient[k];
        }
        double curvature = dot(s, y);
        if (curvature > 0) {
            memory.addLast(new Step(s, y, 1 / curvature));
            if (memory.size() > MEMORY) {
                memory.removeFirst();
            }
        }
    }

    /** The two loops of the method: minus the inverse Hessian, as far as remembered, times the gradient. */
    private static double[] direction(double[] gradient, Deque<Step> memory) {
        double[] d = gradient.clone();
        double[] alpha = new double[memory.size()];
        int m = memory.size();
        for (Iterator<Step> newest = memory.descendingIterator(); newest.hasNext(); ) {
            Step step = newest.next();
            alpha[--m] = step.inverse * dot(step.weights, d);
            add(d, -alpha[m], step.gradient);
        }
        if (!memory.isEmpty()) {
            Step last = memory.getLast();
            scale(d, 1 / (last.inverse * dot(last.gradient, last.gradient)));
        }
        for (Step step : memory) {
            add(d, alpha[m++] - step.inverse * dot(step.gradient, d), step.weights);
        }
        scale(d, -1);
        return d;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int k = 0; k < to.length; k++) {
            to[k] += factor * what[k];
        }
    }

    private static void scale(double[] values, double factor) {
        for (int k = 0; k < values.length; k++) {
            values[k] *= factor;
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
