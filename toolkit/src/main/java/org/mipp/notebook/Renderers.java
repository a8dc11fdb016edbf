package org.mipp.notebook;

/**
 * Registers every {@link View} with a kernel's renderer. The classes of the two kernels are the same under other names, so
 * what is left to them is only what has to name these.
 *
 * @param <C> the kernel's context of rendering one value
 */
abstract class Renderers<C> {

    final void register() {
        View.all().forEach(this::register);
    }

    /** Lets the kernel call {@link #render} for the values of a view, asking for {@link Rendering#TYPES}. */
    abstract <T> void register(View<T> view);

    /** Whether data of a MIME type are asked for. */
    abstract boolean wanted(C context, String type);

    /** Adds data of a MIME type to the output. */
    abstract void put(C context, String type, Object data);

    /** Shows HTML, and the text for those who cannot, in an output of its own. */
    abstract void show(String text, String html);

    final <T> void render(View<T> view, T value, C context) {
        new Rendering(
                        type -> wanted(context, type),
                        (type, data) -> put(context, type, data),
                        html -> show(view.text(value), html))
                .render(view, value);
    }
}
