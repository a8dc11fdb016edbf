package org.mipp.notebook;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.mipp.figure.chart.Figure;

/**
 * What a value is displayed as, whatever the kernel.
 *
 * <p>A figure travels as Plotly's JSON (live, offline, shown in untrusted notebooks too), as PNG (GitHub, nbviewer,
 * nbconvert) and as text. HTML in the same bundle would win over the PNG there, so captions and tables are an output of
 * their own above the figure.
 *
 * @param wanted which MIME types are asked for
 * @param put adds data of a MIME type to the output
 * @param above shows HTML in an output of its own, before the one being rendered
 */
record Rendering(Predicate<String> wanted, BiConsumer<String, Object> put, Consumer<String> above) {

    static final String PLOTLY = "application/vnd.plotly.v1+json";
    static final String PNG = "image/png";
    static final String HTML = "text/html";
    static final String TEXT = "text/plain";

    /** The types that a value is rendered as if none is asked for, beside text. */
    static final List<String> TYPES = List.of(PLOTLY, PNG, HTML);

    <T> void render(View<T> view, T value) {
        put.accept(TEXT, view.text(value));
        Optional<Figure> figure =
                wanted.test(PLOTLY) || wanted.test(PNG) ? view.figure().apply(value) : Optional.empty();
        figure.ifPresent(this::render);
        String html = wanted.test(HTML) ? view.html(value) : "";
        if (html.isEmpty()) {
            return;
        }
        if (figure.isPresent()) {
            above.accept(html);
        } else {
            put.accept(HTML, html);
        }
    }

    private void render(Figure figure) {
        if (wanted.test(PLOTLY)) {
            put.accept(PLOTLY, figure.toMap());
        }
        if (wanted.test(PNG)) {
            put.accept(PNG, Base64.getEncoder().encodeToString(figure.toPng()));
        }
    }
}
