package org.mipp.figure.chart;

import static org.mipp.run.Checks.argument;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.mipp.run.AtomicFile;

/** Saves figures, each in the format that the end of the file's name says. */
final class FigureFile {

    private static final Map<String, Function<Figure, byte[]>> FORMATS = new LinkedHashMap<>();

    static {
        FORMATS.put(".html", figure -> utf8(Page.of(figure)));
        FORMATS.put(".png", Figure::toPng);
        FORMATS.put(".svg", figure -> utf8(figure.toSvg()));
        FORMATS.put(".json", figure -> utf8(figure.toJson()));
    }

    private FigureFile() {}

    static void write(Path file, Figure figure) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String ending = name.substring(Math.max(0, name.lastIndexOf('.')));
        argument(
                FORMATS.containsKey(ending),
                "%s: expected a file name that ends in one of %s, got '%s'",
                file,
                FORMATS.keySet(),
                file.getFileName());
        byte[] content = FORMATS.get(ending).apply(figure); // made before the file is touched
        AtomicFile.write(file, out -> out.write(content));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
