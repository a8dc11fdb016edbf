package org.mipp.notebook;

import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.mipp.figure.network.LiveCurveFigure;
import org.mipp.figure.table.Html;
import org.mipp.run.progress.Progress;

/**
 * One updating output per task under the running cell: a bar, the rate, the time left, and a curve if the task plots one.
 * Its last state stays: one line, and the curve if the task was interrupted or failed.
 *
 * <p>The curve is a still picture, because front ends do not redraw a live Plotly graph when its output is updated.
 */
final class LiveProgress implements Progress.Display {

    /** Where outputs go: a kernel. */
    interface Outputs {
        /** Shows a new output, or updates the one of this id. */
        void show(String id, boolean isNew, String text, String html);
    }

    private static final double SECONDS_BETWEEN_PICTURES = 1.5;
    private static final int FEWEST_POINTS = 3;

    private final Outputs outputs;
    private final Set<Long> known = new HashSet<>(); // tasks that have an output and go on
    private long pictured = -1; // the task that the picture is of
    private double picturedAt;
    private String picture = "";

    LiveProgress(Outputs outputs) {
        this.outputs = outputs;
    }

    @Override
    public synchronized void show(Progress.State state) {
        try {
            boolean isNew = known.add(state.id());
            outputs.show("mipp-progress-" + state.id(), isNew, state.toString(), html(state));
        } catch (RuntimeException e) {
            picture = ""; // the cell has ended, or its front end has gone: the work goes on
        }
        if (state.finished()) {
            known.remove(state.id());
        }
    }

    private String html(Progress.State state) {
        String bar = state.finished()
                ? ":"
                : String.format(
                        Locale.ROOT,
                        " <progress value=\"%.3f\" max=\"1\" style=\"vertical-align:middle\"></progress>",
                        state.share());
        return "<div>" + Html.escape(state.task()) + bar + " " + Html.escape(state.words()) + "</div>" + curve(state);
    }

    private String curve(Progress.State state) {
        boolean over = state.finished() && !state.stopped(); // the result has its own figure
        if (over || state.curve().points().size() < FEWEST_POINTS) {
            return "";
        }
        if (pictured != state.id() || state.finished() || state.seconds() - picturedAt > SECONDS_BETWEEN_PICTURES) {
            pictured = state.id();
            picturedAt = state.seconds();
            picture = Base64.getEncoder()
                    .encodeToString(LiveCurveFigure.of(state.curve()).toPng());
        }
        return "<img src=\"data:image/png;base64," + picture + "\" alt=\""
                + Html.escape(state.curve().y()) + " so far\"/>";
    }
}
