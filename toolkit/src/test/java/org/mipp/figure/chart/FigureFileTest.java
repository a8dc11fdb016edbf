package org.mipp.figure.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.figure.Palette;
import org.w3c.dom.Document;

class FigureFileTest {

    private static final Figure FIGURE = new Panels("Losses </script><b>", 1, 1)
            .panel("", "epochs", "loss")
            .add(Trace.line(List.of(1, 2, 3), List.of(0.5, 0.25, 0.125), Palette.BLUE)
                    .grouped("a <i>line</i>", true))
            .figure();

    @TempDir
    private Path folder;

    @Test
    void aPageHoldsTheFigureAndAllOfPlotly() throws IOException {
        Path file = folder.resolve("figure.HTML");
        FIGURE.withLayout("note", "</script><script>alert(1)</script>").save(file);
        String page = Files.readString(file);
        assertFalse(page.contains("http://") || page.contains("https://") || page.contains("src=\"/"), "offline");
        assertEquals(2, page.split("<script", -1).length - 1, "no script comes in with a name");
        Matcher script = Pattern.compile("application/gzip\">([^<]*)</script>").matcher(page);
        assertTrue(script.find());
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(script.group(1))))) {
            String plotly = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(plotly.contains("plotly.js v3.3.1") && plotly.length() > 10_000_000, "plotly.js");
        }
        Matcher json = Pattern.compile("const figure = (.*);\n").matcher(page);
        assertTrue(json.find());
        Map<?, ?> figure = new ObjectMapper().readValue(json.group(1), Map.class);
        assertEquals("</script><script>alert(1)</script>", ((Map<?, ?>) figure.get("layout")).get("note"));
        assertTrue(Files.size(file) < 4_000_000, "size " + Files.size(file));
    }

    @Test
    void aStillPictureIsSavedAsPixelsAndAsShapes() throws Exception {
        Path png = folder.resolve("figure.png");
        FIGURE.save(png);
        assertArrayEquals(FIGURE.toPng(), Files.readAllBytes(png));
        assertEquals(FIGURE.width(), ImageIO.read(png.toFile()).getWidth());
        Path svg = folder.resolve("figure.svg");
        FIGURE.save(svg);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document document = factory.newDocumentBuilder().parse(svg.toFile());
        assertEquals(
                String.valueOf(FIGURE.width()), document.getDocumentElement().getAttribute("width"));
        assertTrue(document.getElementsByTagName("path").getLength() > 0, "lines");
        assertEquals(
                "Losses </script><b>",
                document.getElementsByTagName("text").item(0).getTextContent(),
                "texts stay texts");
    }

    @Test
    void jsonIsWhatPlotlyReads() throws IOException {
        Path file = folder.resolve("figure.json");
        FIGURE.save(file);
        assertEquals(FIGURE.toJson(), Files.readString(file));
    }

    @Test
    void aPathMayBeAText() throws IOException {
        Path file = folder.resolve("figure.json");
        FIGURE.save(file.toString());
        assertEquals(FIGURE.toJson(), Files.readString(file));
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("figure.json"), "old".repeat(100_000));
        FIGURE.save(file);
        assertEquals(FIGURE.toJson(), Files.readString(file));
        assertEquals(1, folder.toFile().list().length, "nothing is left beside it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"figure.pdf", "figure", "png", "figure.png.zip"})
    void refusesOtherEndings(String name) {
        Path file = folder.resolve(name);
        String message = assertThrows(IllegalArgumentException.class, () -> FIGURE.save(file))
                .getMessage();
        assertEquals(
                file + ": expected a file name that ends in one of [.html, .png, .svg, .json], got '" + name + "'",
                message);
        assertFalse(Files.exists(file));
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        Path file = folder.resolve("nowhere").resolve("figure.png");
        String message = assertThrows(IllegalArgumentException.class, () -> FIGURE.save(file))
                .getMessage();
        assertEquals(file + ": expected the name of a file in a folder that exists; create the folder first", message);
    }

    @Test
    void anAlteredTraceLeavesTheFigureAsItWas() {
        assertEquals("new", FIGURE.withTrace(0, "name", "new").data().get(0).get("name"));
        assertEquals("a &lt;i&gt;line&lt;/i&gt;", FIGURE.data().get(0).get("name"));
        String message = assertThrows(IllegalArgumentException.class, () -> FIGURE.withTrace(1, "name", "new"))
                .getMessage();
        assertEquals("trace: expected a number from 0 to 0, got 1", message);
    }
}
