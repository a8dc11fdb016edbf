package org.mipp.figure.chart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.mipp.figure.table.Html;

/**
 * A figure as a page of its own that needs neither a network nor a server: Plotly's script is inside.
 *
 * <p>The script is 11 MB of text, so it travels compressed (2.7 MB) and the browser unpacks it, which browsers have been
 * able to do since 2023. Without scripts the page shows the still picture.
 */
final class Page {

    private static final String PROPERTIES = "/META-INF/maven/org.webjars.npm/plotly.js-dist/pom.properties";
    private static final String SCRIPT = "/META-INF/resources/webjars/plotly.js-dist/%s/plotly.js";

    private static final String TEMPLATE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>%s</title>
            <!-- With plotly.js %s, copyright Plotly, Inc., MIT licence -->
            </head>
            <body style="background:#FFFFFF">
            <div id="figure"></div>
            <noscript><img alt="%s" src="data:image/png;base64,%s"></noscript>
            <script id="plotly" type="application/gzip">%s</script>
            <script>
            (async () => {
              const packed = Uint8Array.from(atob(document.getElementById("plotly").textContent), c => c.charCodeAt(0));
              const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
              const script = document.createElement("script");
              script.textContent = await new Response(unpacked).text();
              document.head.append(script);
              const figure = %s;
              await Plotly.newPlot("figure", figure.data, figure.layout, {responsive: false});
            })();
            </script>
            </body>
            </html>
            """;

    private Page() {}

    static String of(Figure figure) {
        String version = version();
        String title = Html.escape(figure.toString());
        return String.format(
                Locale.ROOT,
                TEMPLATE,
                title,
                version,
                title,
                Base64.getEncoder().encodeToString(figure.toPng()),
                Base64.getEncoder().encodeToString(compressed(String.format(Locale.ROOT, SCRIPT, version))),
                figure.toJson().replace("<", "\\u003c")); // so that no text can end the script
    }

    private static String version() {
        try (InputStream in = resource(PROPERTIES)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(String script) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = resource(script);
                GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(
                Page.class.getResourceAsStream(path), () -> "not on the class path: " + path + " of plotly.js-dist");
    }
}
