package org.mipp.figure.network;

import java.util.List;
import org.mipp.figure.Palette;
import org.mipp.figure.chart.Figure;
import org.mipp.figure.chart.Panels;
import org.mipp.figure.chart.Trace;
import org.mipp.run.progress.ProgressCurve;

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
    public static Figure of(ProgressCurve curve) {
        List<ProgressCurve.Point> points = curve.points().stream()
                .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                .toList();
        return new Panels("", 1, 1)
                .panel("", curve.x(), curve.y())
                .add(Trace.line(
                        points.stream().map(ProgressCurve.Point::x).toList(),
                        points.stream().map(ProgressCurve.Point::y).toList(),
                        Palette.BLUE))
                .figure()
                .withLayout("width", WIDTH)
                .withLayout("height", HEIGHT);
    }
}
