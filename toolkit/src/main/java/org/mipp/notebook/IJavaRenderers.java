package org.mipp.notebook;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMETypeParseException;
import java.util.function.Consumer;

/** Registers every {@link View} with IJava, whose classes JJava took over under other names. */
final class IJavaRenderers {

    private final Renderer renderer;
    private final Consumer<DisplayData> above;

    IJavaRenderers(Renderer renderer, Consumer<DisplayData> above) {
        this.renderer = renderer;
        this.above = above;
    }

    void register() {
        View.all().forEach(this::register);
    }

    private <T> void register(View<T> view) {
        MIMEType[] types = Rendering.TYPES.stream().map(IJavaRenderers::type).toArray(MIMEType[]::new);
        renderer.createRegistration(view.type()).preferring(types).register((value, context) -> rendering(
                        view.text(value), context)
                .render(view, value));
    }

    private Rendering rendering(String text, RenderContext context) {
        return new Rendering(
                type -> context.wantsDataRenderedAs(type(type)),
                (type, data) -> context.getOutputContainer().putData(type(type), data),
                html -> {
                    DisplayData output = new DisplayData(text);
                    output.putHTML(html);
                    above.accept(output);
                });
    }

    private static MIMEType type(String name) {
        try {
            return MIMEType.parse(name);
        } catch (MIMETypeParseException e) {
            throw new IllegalStateException(e); // our names are well-formed
        }
    }
}
