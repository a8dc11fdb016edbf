package org.mipp.run;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Argument checks with one form of message: what, expected, got, remedy.
 *
 * <p>Every check of a value returns it; all are written so that NaN fails them.
 */
public final class Checks {

    private Checks() {}

    /**
     * Fails unless a condition holds.
     *
     * @param condition what must hold
     * @param message a {@link String#format} pattern: what: expected ..., got ...; remedy
     * @param values the values named in the pattern
     * @throws IllegalArgumentException if the condition does not hold
     */
    public static void argument(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new RefusedException(String.format(Locale.ROOT, message, values));
        }
    }

    /**
     * Checks that a value is there. In a notebook a variable is null when its cell failed, or was never run.
     *
     * @param value what was handed in
     * @param what it is, with its article if it has one: {@code a network}, {@code masks}
     * @param <T> its type
     * @return the value
     * @throws IllegalArgumentException if it is null
     */
    public static <T> T given(@Nullable T value, String what) {
        if (value == null) {
            throw new RefusedException(
                    "expected " + what + ", got null: the cell that makes " + (what.matches("an? .*") ? "it" : "them")
                            + " failed, or a cell above it was changed; run it again");
        }
        return value;
    }

    /**
     * Checks that values are there.
     *
     * @param values what was handed in
     * @param what each is, with its article
     * @param <T> their type
     * @return the values
     * @throws IllegalArgumentException if they or one of them is null
     */
    public static <T> T[] givenAll(T @Nullable [] values, String what) {
        T[] array = given(values, what);
        givenAll(Arrays.asList(array), what);
        return array;
    }

    /**
     * Checks that values are there.
     *
     * @param values what was handed in
     * @param what each is, with its article
     * @param <T> the type of the collection
     * @return the values
     * @throws IllegalArgumentException if they or one of them is null
     */
    public static <T extends Collection<?>> T givenAll(@Nullable T values, String what) {
        T collection = given(values, what);
        int place = 1;
        for (Object value : collection) {
            given(value, what + (collection.size() > 1 ? " at place " + place++ : ""));
        }
        return collection;
    }

    /**
     * Checks a count.
     *
     * @param value the count
     * @param name what it counts
     * @return the count
     * @throws IllegalArgumentException if it is below 1
     */
    public static int positive(int value, String name) {
        argument(value >= 1, "%s: expected a whole number of at least 1, got %d", name, value);
        return value;
    }

    /**
     * Checks a finite, strictly positive number.
     *
     * @param value the number
     * @param name what it is
     * @return the number
     * @throws IllegalArgumentException if it is zero, negative, infinite or NaN
     */
    public static double positive(double value, String name) {
        argument(
                value > 0 && value < Double.POSITIVE_INFINITY,
                "%s: expected a finite number above 0, got %s",
                name,
                value);
        return value;
    }

    /**
     * Checks a finite number that is not negative.
     *
     * @param value the number
     * @param name what it is
     * @return the number
     * @throws IllegalArgumentException if it is negative, infinite or NaN
     */
    public static double notNegative(double value, String name) {
        argument(
                value >= 0 && value < Double.POSITIVE_INFINITY,
                "%s: expected a finite number of at least 0, got %s",
                name,
                value);
        return value;
    }

    /**
     * Checks a number strictly between 0 and 1.
     *
     * @param value the number
     * @param name what it is
     * @return the number
     * @throws IllegalArgumentException if it is outside (0, 1) or NaN
     */
    public static double betweenZeroAndOne(double value, String name) {
        argument(
                value > 0 && value < 1,
                "%s: expected a number between 0 and 1, both excluded, got %s%s",
                name,
                value,
                ifPercent(value));
        return value;
    }

    /**
     * Checks a fraction of a whole.
     *
     * @param value the number
     * @param name what it is
     * @return the number
     * @throws IllegalArgumentException if it is outside (0, 1] or NaN
     */
    public static double upToOne(double value, String name) {
        argument(
                value > 0 && value <= 1,
                "%s: expected a number above 0 and at most 1, got %s%s",
                name,
                value,
                ifPercent(value));
        return value;
    }

    /**
     * Multiplies sizes that come from a file or a user.
     *
     * @param a at least 0
     * @param b at least 0
     * @return their product, or {@link Long#MAX_VALUE} where that is larger
     */
    public static long saturated(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    /** What to write instead of what looks like a percentage. */
    private static String ifPercent(double value) {
        return value >= 2 && value <= 100
                ? String.format(Locale.ROOT, "; for %1$s %% write %2$s", value, value / 100)
                : "";
    }

    /**
     * Says where something was refused: the same refusal, thrown from the same place, with another word in front.
     *
     * @param where it was refused
     * @param refusal by one who does not know where
     * @return what to throw instead; a notebook prints one stack trace then, not two
     */
    public static RefusedException refusedIn(String where, RefusedException refusal) {
        RefusedException located = new RefusedException(where + ": " + refusal.getMessage(), refusal.getCause());
        located.setStackTrace(refusal.getStackTrace());
        return located;
    }
}
