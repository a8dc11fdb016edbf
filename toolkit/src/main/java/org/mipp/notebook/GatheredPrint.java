package org.mipp.notebook;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * Gathers what a cell prints. JJava sends every line as a message of its own, which the front end lays out anew: 5,000 lines
 * take 15 seconds. Here a line goes at once if none has gone a moment before, and otherwise together with those that follow.
 * What was printed before a picture stays before it, and what was printed to the other stream too.
 */
final class GatheredPrint {

    private static final long MILLIS = 50;
    private static final int MOST_BYTES = 1 << 16;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "gathered print");
        thread.setDaemon(true);
        return thread;
    });
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private OutputStream to = OutputStream.nullOutputStream(); // where what is waiting goes
    private long sent = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(MILLIS);
    private boolean timed;

    private GatheredPrint() {}

    /**
     * Gathers what cells of a kernel print.
     *
     * @return what sends all that is waiting: to be done when a snippet has been executed
     * @throws ReflectiveOperationException if this version of JJava is another
     */
    static Runnable in(BaseKernel kernel) throws ReflectiveOperationException {
        GatheredPrint gathered = new GatheredPrint();
        JupyterIO io = kernel.getIO();
        replace(io, "out", gathered.stream(io.out));
        replace(io, "err", gathered.stream(io.err));
        replace(io, "display", gathered.new OrderedDisplay());
        return gathered::send;
    }

    private static void replace(JupyterIO io, String name, Object value) throws ReflectiveOperationException {
        Field field = JupyterIO.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(io, value);
    }

    private PrintStream stream(PrintStream usual) {
        OutputStream gathering = new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                add(usual, bytes, from, count);
            }

            @Override
            public void flush() {
                sendSoon();
            }
        };
        return new PrintStream(gathering, true, StandardCharsets.UTF_8);
    }

    private synchronized void add(PrintStream usual, byte[] bytes, int from, int count) {
        if (to != usual || waiting.size() + count > MOST_BYTES) {
            send();
            to = usual;
        }
        waiting.write(bytes, from, count);
    }

    private synchronized void sendSoon() {
        if (System.nanoTime() - sent > TimeUnit.MILLISECONDS.toNanos(MILLIS)) {
            send();
        } else if (!timed) {
            timed = true;
            var unused = timer.schedule(this::send, MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void send() {
        timed = false;
        if (waiting.size() > 0 && to instanceof PrintStream stream) {
            stream.write(waiting.toByteArray(), 0, waiting.size());
            stream.flush();
            waiting.reset();
            sent = System.nanoTime();
        }
    }

    /** Sends what was printed before it shows something. */
    private final class OrderedDisplay extends DisplayStream {

        @Override
        public void display(DisplayData data) {
            send();
            super.display(data);
        }

        @Override
        public void updateDisplay(DisplayData data) {
            send();
            super.updateDisplay(data);
        }

        @Override
        public void updateDisplay(String id, DisplayData data) {
            send();
            super.updateDisplay(id, data);
        }
    }
}
