package org.mipp.notebook;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMETypeParseException;
import java.util.function.Consumer;

/** Registers every {@link View} with IJava, whose classes JJava took over under other names. */
final class IJavaRenderers extends Renderers<RenderContext> {

    private final Renderer renderer;
    private final Consumer<DisplayData> display;

    /** Registers with a renderer; outputs above others go where {@code display} shows them. */
    IJavaRenderers(Renderer renderer, Consumer<DisplayData> display) {
        this.renderer = renderer;
        this.display = display;
    }

    @Override
    <T> void register(View<T> view) {
        renderer.createRegistration(view.type())
                .preferring(Rendering.TYPES.toArray(String[]::new))
                .register((value, context) -> render(view, value, context));
    }

    @Override
    boolean wanted(RenderContext context, String type) {
        try {
            return context.wantsDataRenderedAs(MIMEType.parse(type));
        } catch (MIMETypeParseException e) {
            throw new IllegalStateException(e); // our names are well-formed
        }
    }

    @Override
    void put(RenderContext context, String type, Object data) {
        context.getOutputContainer().putData(type, data);
    }

    @Override
    void show(String text, String html) {
        DisplayData output = new DisplayData(text);
        output.putHTML(html);
        display.accept(output);
    }
}
