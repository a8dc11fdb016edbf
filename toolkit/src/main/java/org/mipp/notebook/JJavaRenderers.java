package org.mipp.notebook;

import java.util.Base64;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.mipp.figure.Figure;

/**
 * Registers every {@link View} with JJava.
 *
 * <p>A figure travels as Plotly's JSON (live, offline, shown in untrusted notebooks too), as PNG (GitHub, nbviewer,
 * nbconvert) and as text. HTML in the same bundle would win over the PNG there, so captions and tables are an output of
 * their own above the figure.
 */
final class JJavaRenderers {

    private static final String PLOTLY_NAME = "application/vnd.plotly.v1+json";
    private static final MIMEType PLOTLY = plotly();

    private final Renderer renderer;
    private final Consumer<DisplayData> above; // shows an output of its own, before the one being rendered

    JJavaRenderers(Renderer renderer, Consumer<DisplayData> above) {
        this.renderer = renderer;
        this.above = above;
    }

    void register() {
        View.all().forEach(this::register);
    }

    private <T> void register(View<T> view) {
        renderer.createRegistration(view.type())
                .preferring(PLOTLY, MIMEType.IMAGE_PNG, MIMEType.TEXT_HTML)
                .register((value, context) -> render(view, value, context));
    }

    private <T> void render(View<T> view, T value, RenderContext context) {
        DisplayData output = context.getOutputContainer();
        output.putText(String.valueOf(value));
        String html = view.html(value);
        boolean wantsFigure = context.wantsDataRenderedAs(PLOTLY) || context.wantsDataRenderedAs(MIMEType.IMAGE_PNG);
        boolean hasFigure = wantsFigure
                && view.figure()
                        .apply(value)
                        .map(figure -> put(figure, output, context))
                        .orElse(false);
        if (html.isEmpty() || !context.wantsDataRenderedAs(MIMEType.TEXT_HTML)) {
            return;
        }
        if (hasFigure) {
            DisplayData table = new DisplayData(String.valueOf(value));
            table.putHTML(html);
            above.accept(table);
        } else {
            output.putHTML(html);
        }
    }

    private static boolean put(Figure figure, DisplayData output, RenderContext context) {
        context.renderIfRequested(PLOTLY, figure::toMap);
        context.renderIfRequested(MIMEType.IMAGE_PNG, () -> Base64.getEncoder().encodeToString(figure.toPng()));
        return true;
    }

    private static MIMEType plotly() {
        try {
            return MIMEType.parse(PLOTLY_NAME);
        } catch (org.dflib.jjava.jupyter.kernel.display.mime.MIMETypeParseException e) {
            throw new IllegalStateException(e); // the name above is well-formed
        }
    }
}
