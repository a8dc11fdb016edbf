package org.mipp.figure;

import java.util.List;
import org.mipp.run.Curve;

/** Draws what a running task has plotted so far, small. */
public final class LiveCurveFigure {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 240;

    private LiveCurveFigure() {}

    /**
     * Draws a curve; points that are not finite are left out.
     *
     * @param curve of a task
     * @return the figure
     */
    public static Figure of(Curve curve) {
        List<Curve.Point> points = curve.points().stream()
                .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                .toList();
        return new Panels("", 1, 1)
                .panel("", curve.x(), curve.y())
                .add(Trace.line(
                        points.stream().map(Curve.Point::x).toList(),
                        points.stream().map(Curve.Point::y).toList(),
                        Palette.BLUE))
                .figure()
                .withLayout("width", WIDTH)
                .withLayout("height", HEIGHT);
    }
}
