package org.mipp.notebook;

import java.util.Locale;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.mipp.run.Progress;

/** One updating line per task under the running cell; its last state stays. */
final class LiveProgress implements Progress.Display {

    private static final int BAR = 30;

    private final BaseKernel kernel;
    private long task = -1; // the task whose line exists

    LiveProgress(BaseKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public synchronized void show(Progress.State state) {
        DisplayData data = new DisplayData(text(state));
        String id = "mipp-progress-" + state.id();
        if (state.id() == task) {
            kernel.getIO().display.updateDisplay(id, data);
        } else {
            data.putTransientData("display_id", id);
            kernel.display(data);
            task = state.id();
        }
    }

    private static String text(Progress.State state) {
        String detail = state.detail().isEmpty() ? "" : ", " + state.detail();
        if (state.finished()) {
            boolean complete = state.done() >= state.total();
            return String.format(
                    Locale.ROOT,
                    "%s: %s in %.1f s%s",
                    state.task(),
                    complete ? "done" : String.format(Locale.ROOT, "stopped at %.0f %%", 100 * state.share()),
                    state.seconds(),
                    detail);
        }
        int full = (int) (BAR * state.share());
        return String.format(
                Locale.ROOT,
                "%s |%s%s| %3.0f %%, %.0f s left%s",
                state.task(),
                "█".repeat(full),
                "·".repeat(BAR - full),
                100 * state.share(),
                state.secondsLeft(),
                detail);
    }
}
