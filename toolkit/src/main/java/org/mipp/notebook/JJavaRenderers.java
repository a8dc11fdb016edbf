package org.mipp.notebook;

import java.util.function.Consumer;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMETypeParseException;

/** Registers every {@link View} with JJava. */
final class JJavaRenderers {

    private final Renderer renderer;
    private final Consumer<DisplayData> above;

    JJavaRenderers(Renderer renderer, Consumer<DisplayData> above) {
        this.renderer = renderer;
        this.above = above;
    }

    void register() {
        View.all().forEach(this::register);
    }

    private <T> void register(View<T> view) {
        MIMEType[] types = Rendering.TYPES.stream().map(JJavaRenderers::type).toArray(MIMEType[]::new);
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
