package org.mipp.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Learning rates, step by step. */
class ScheduleTest {

    private static List<Double> rates(Schedule schedule, long steps) {
        return LongStream.range(0, steps)
                .mapToObj(step -> schedule.rate(step, steps))
                .toList();
    }

    @Test
    void aConstantRateStaysAndDropsDivideItByTen() {
        assertEquals(List.of(0.5, 0.5, 0.5), rates(Schedule.constant(0.5), 3));
        Schedule drops = new Schedule(1, 0, new Schedule.Drops(List.of(0.5, 0.75)));
        assertEquals(List.of(1.0, 1.0, 0.1, 0.01), rates(drops, 4));
    }

    @Test
    void aCosineStartsAtTheTopPassesTheMiddleAndEndsAlmostAtNothing() {
        List<Double> rates = rates(new Schedule(2, 0, new Schedule.Cosine()), 6);
        double root = Math.sqrt(3) / 2; // the cosine of 30 degrees
        List<Double> expected = List.of(2.0, 1 + root, 1.5, 1.0, 0.5, 1 - root);
        for (int i = 0; i < 6; i++) {
            assertEquals(expected.get(i), rates.get(i), 1e-12);
        }
    }

    @Test
    void aWarmUpRisesInEqualPartsToWhatTheDecayLeaves() {
        Schedule schedule = new Schedule(1, 0.25, new Schedule.Drops(List.of(0.5)));
        assertEquals(List.of(0.5, 1.0, 1.0, 1.0, 0.1, 0.1, 0.1, 0.1), rates(schedule, 8));
        Schedule falling = Schedule.falling(1); // as the reference does: min(1, (s + 1) / 2) * (1 + cos(pi s / 20)) / 2
        assertEquals(0.5, falling.rate(0, 20), 1e-12);
        assertEquals((1 + Math.cos(Math.PI / 20)) / 2, falling.rate(1, 20), 1e-12);
        assertEquals(1, Schedule.falling(1).rate(0, 5), "too few steps to warm up in");
    }

    @Test
    void aPlanSaysItsSchedule() {
        TrainingPlan plan = TrainingPlan.epochs(3);
        assertEquals(
                "3 epochs, Adam 0.001 after a warm-up over 0.1 of the steps, falling along a cosine, batches of 128, seed 0,"
                        + " images mirrored, shifted by up to 4, on labels smoothed by 0.1",
                plan.cosine()
                        .warmUp(0.1)
                        .mirrored()
                        .shifted(4)
                        .labelSmoothing(0.1)
                        .toString());
        assertEquals(
                plan.dropping(0.5).warmUp(0.2).schedule(),
                plan.warmUp(0.2).dropping(0.5).schedule(),
                "in any order");
    }

    @Test
    void refusesAWarmUpOfAllSteps() {
        assertEquals(
                "warm-up: expected a share of the steps of at least 0 and below 1, got 1.0; usual is 0.05 to 0.1",
                assertThrows(IllegalArgumentException.class, () -> TrainingPlan.epochs(1)
                                .warmUp(1))
                        .getMessage());
    }
}
