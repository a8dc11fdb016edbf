package org.mipp.notebook;

import java.lang.reflect.Field;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.jspecify.annotations.Nullable;

/**
 * Outputs under the running cell of JJava that can be updated, for a moment also after the cell has ended.
 *
 * <p>JJava calls an interrupted cell finished, and takes its outputs away, before the work in it has noticed the interrupt. To
 * say how far the work came we keep the way to the front end that the cell had; JJava has no accessor for it. Where it
 * cannot be had the output stays as it was before the interrupt.
 */
public final class CellOutputs implements LiveProgress.Outputs {

    private final BaseKernel kernel;
    private @Nullable DefaultReplyEnvironment cell; // of the latest output

    CellOutputs(BaseKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void show(String id, boolean isNew, String text, String html) {
        DisplayData data = new DisplayData(text);
        data.putHTML(html);
        DisplayStream stream = kernel.getIO().display;
        if (isNew) {
            cell = cellOf(stream);
            data.putTransientData("display_id", id);
            stream.display(data);
        } else if (stream.isAttached()) {
            stream.updateDisplay(id, data);
        } else if (cell != null) {
            data.putTransientData("display_id", id);
            PublishUpdateDisplayData update = new PublishUpdateDisplayData(data);
            cell.getIopub().sendMessage(new Message<>(cell.getContext(), update.getType(), update));
        }
    }

    /** {@return the way to the front end that the running cell has; null if none is running} */
    public static @Nullable DefaultReplyEnvironment cellOf(DisplayStream stream) {
        try {
            Field env = DisplayStream.class.getDeclaredField("env");
            env.setAccessible(true);
            return env.get(stream) instanceof DefaultReplyEnvironment found ? found : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // another version of the kernel
        }
    }
}
