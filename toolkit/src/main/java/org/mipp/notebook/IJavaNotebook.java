package org.mipp.notebook;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import org.mipp.run.progress.Progress;

/**
 * Makes the toolkit at home in IJava 1.3.0, which knows no extensions: a notebook's first cell says
 * {@code org.mipp.notebook.IJavaNotebook.install(getKernelInstance());} and imports what it uses, at least
 * {@code static org.mipp.Mipp.*}; {@link org.mipp.Mipp} names the other front doors.
 *
 * <p>Needs {@code io.github.spencerpark:jupyter-jvm-basekernel}, which that kernel brings.
 */
public final class IJavaNotebook {

    private IJavaNotebook() {}

    /**
     * Lets results render themselves and long calls show their progress.
     *
     * @param kernel the running kernel
     */
    public static void install(BaseKernel kernel) {
        LibraryLogs.onlyWarnings();
        new IJavaRenderers(kernel.getRenderer(), kernel::display).register();
        Progress.showOn(new LiveProgress((id, isNew, text, html) -> {
            DisplayData data = new DisplayData(text);
            data.putHTML(html);
            if (isNew) {
                data.setDisplayId(id);
                kernel.display(data);
            } else {
                kernel.getIO().display.updateDisplay(id, data);
            }
        }));
    }
}
