package org.mipp.run.progress;

import java.util.ArrayList;
import java.util.List;

/**
 * A line that grows while a task runs, for example accuracy over epochs. Immutable, at most 400 points: beyond that every
 * second one is dropped.
 *
 * @param x what is on the horizontal axis
 * @param y what is on the vertical axis
 * @param points in the order in which they were added
 */
public record ProgressCurve(String x, String y, List<Point> points) {

    private static final int MOST_POINTS = 400;

    /**
     * One point.
     *
     * @param x where
     * @param y how much; points that are not finite are gaps
     */
    public record Point(double x, double y) {}

    /** Copies the points. */
    public ProgressCurve {
        points = List.copyOf(points);
    }

    /** A curve without points. */
    static ProgressCurve empty(String x, String y) {
        return new ProgressCurve(x, y, List.of());
    }

    ProgressCurve with(double x, double y) {
        List<Point> more = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (points.size() < MOST_POINTS || i % 2 == 0) {
                more.add(points.get(i));
            }
        }
        more.add(new Point(x, y));
        return new ProgressCurve(this.x, this.y, more);
    }
}
