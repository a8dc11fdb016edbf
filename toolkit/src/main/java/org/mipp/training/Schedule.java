package org.mipp.training;

import static org.mipp.run.Checks.argument;
import static org.mipp.run.Checks.betweenZeroAndOne;
import static org.mipp.run.Checks.positive;

import java.util.List;

/**
 * The learning rate over the steps of a training.
 *
 * @param learningRate the optimiser's step size, before it falls
 * @param warmUp over which share of all steps it rises to that, in equal parts; 0 for none
 * @param decay how it falls
 */
public record Schedule(double learningRate, double warmUp, Decay decay) {

    private static final double DROP = 10;
    private static final double USUAL_WARM_UP = 0.1;

    /** How a learning rate falls. */
    public sealed interface Decay {

        /**
         * Says what is left of the learning rate.
         *
         * @param step counted from 0
         * @param steps how many there are
         * @return a factor, above 0 and at most 1
         */
        double factor(long step, long steps);
    }

    /**
     * Divides it by ten now and then; never, without shares.
     *
     * @param shares after which shares of all steps, each between 0 and 1
     */
    public record Drops(List<Double> shares) implements Decay {

        /** Copies the list and checks the numbers. */
        public Drops {
            shares = List.copyOf(shares);
            shares.forEach(share -> betweenZeroAndOne(share, "share of the steps after which the learning rate drops"));
        }

        @Override
        public double factor(long step, long steps) {
            long passed = shares.stream().filter(share -> step >= share * steps).count();
            return 1 / Math.pow(DROP, (double) passed);
        }

        @Override
        public String toString() {
            return shares.isEmpty() ? "" : ", a tenth of it after each of " + shares;
        }
    }

    /** Lets it fall along half a cosine to nothing (Loshchilov and Hutter, arXiv:1608.03983, equation 5 without restarts). */
    public record Cosine() implements Decay {

        @Override
        public double factor(long step, long steps) {
            return (1 + Math.cos(Math.PI * step / steps)) / 2;
        }

        @Override
        public String toString() {
            return ", falling along a cosine";
        }
    }

    /** Checks the numbers. */
    public Schedule {
        positive(learningRate, "learning rate");
        argument(
                warmUp >= 0 && warmUp < 1,
                "warm-up: expected a share of the steps of at least 0 and below 1, got %s; usual is 0.05 to 0.1",
                warmUp);
    }

    /**
     * Never changes.
     *
     * @param learningRate the optimiser's step size
     * @return the schedule
     */
    public static Schedule constant(double learningRate) {
        return new Schedule(learningRate, 0, new Drops(List.of()));
    }

    /**
     * Rises over a tenth of the steps and falls along a cosine: what learning on outputs is best done with.
     *
     * @param learningRate the optimiser's step size, before it falls
     * @return the schedule
     */
    public static Schedule falling(double learningRate) {
        return new Schedule(learningRate, USUAL_WARM_UP, new Cosine());
    }

    /** {@return whether every step has the same learning rate} */
    boolean isConstant() {
        return equals(constant(learningRate));
    }

    /** The learning rate of a step, counted from 0; a warm-up multiplies what the decay makes of it meanwhile. */
    double rate(long step, long steps) {
        long rising = (long) (warmUp * steps);
        double risen = step < rising ? (step + 1.0) / rising : 1;
        return learningRate * risen * decay.factor(step, steps);
    }

    @Override
    public String toString() {
        return learningRate + (warmUp > 0 ? " after a warm-up over " + warmUp + " of the steps" : "") + decay;
    }
}
