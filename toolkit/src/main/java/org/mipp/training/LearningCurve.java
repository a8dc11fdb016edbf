package org.mipp.training;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The learning curve while it is taken down: points, and what has come in since the last one. */
final class LearningCurve {

    private static final int POINTS_PER_EPOCH = 20;

    private final List<CurvePoint> points = new ArrayList<>();
    private double lossSum;
    private double correctSum;
    private int summed; // batches of the next point, and their images
    private long seen;

    /** Adds a batch: its mean loss, and the share of its images that the network takes for what they are. */
    void add(long images, float loss, float accuracy) {
        seen += images;
        lossSum += images * loss;
        correctSum += images * accuracy;
    }

    /** Notes that a step is taken; from time to time that makes a point. */
    Optional<CurvePoint> stepTaken(int epoch, int batch, int batches) {
        int stride = Math.max(1, batches / POINTS_PER_EPOCH);
        int left = batches - batch - 1;
        if (++summed >= stride && left >= stride || left == 0) { // a few last batches alone would look like a jump
            CurvePoint point = new CurvePoint(epoch + (batch + 1.0) / batches, lossSum / seen, correctSum / seen);
            points.add(point);
            lossSum = 0;
            correctSum = 0;
            summed = 0;
            seen = 0;
            return Optional.of(point);
        }
        return Optional.empty();
    }

    List<CurvePoint> points() {
        return List.copyOf(points);
    }

    /** Everything, digit by digit, as one line of text. */
    String write() {
        return DoubleStream.concat(
                        DoubleStream.of(lossSum, correctSum, summed, (double) seen),
                        points.stream()
                                .flatMapToDouble(
                                        point -> DoubleStream.of(point.epoch(), point.loss(), point.accuracy())))
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    /** Reads what was written. */
    static LearningCurve read(String text) {
        double[] numbers =
                Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        argument(numbers.length % 3 == 1, "learning curve: expected whole points, got %d numbers", numbers.length);
        LearningCurve curve = new LearningCurve();
        curve.lossSum = numbers[0];
        curve.correctSum = numbers[1];
        curve.summed = (int) numbers[2];
        curve.seen = (long) numbers[3];
        for (int i = 4; i < numbers.length; i += 3) {
            curve.points.add(new CurvePoint(numbers[i], numbers[i + 1], numbers[i + 2]));
        }
        return curve;
    }
}
