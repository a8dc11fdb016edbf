package org.mipp.figure.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.mipp.data.ClassOrder;
import org.mipp.data.ImageShape;
import org.mipp.data.ImageSource;
import org.mipp.data.Images;
import org.mipp.figure.chart.Figure;

class ExamplesFigureTest {

    /** Images of one colour each: those of a class are the same. */
    private static Images colours(int side, int classes, int perClass) {
        int area = side * side;
        byte[] pixels = new byte[3 * area * classes * perClass];
        int[] labels =
                IntStream.range(0, classes * perClass).map(i -> i % classes).toArray();
        for (int i = 0; i < labels.length; i++) {
            Arrays.fill(pixels, 3 * i * area, (3 * i + 1) * area, (byte) (40 + 150 * labels[i] / classes));
            Arrays.fill(pixels, (3 * i + 2) * area, 3 * (i + 1) * area, (byte) 200);
        }
        return new Images("colours", 3, side, side, classes, pixels, labels);
    }

    private static JsonNode json(Figure figure) throws IOException {
        return new ObjectMapper().readTree(figure.toJson());
    }

    private static BufferedImage picture(JsonNode trace) throws IOException {
        String source = trace.get("source").asText();
        return ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(source.substring("data:image/png;base64,".length()))));
    }

    @Test
    void colouredImagesAreShownInTheirColours() throws IOException {
        Figure figure = ExamplesFigure.of(colours(8, 3, 12));
        JsonNode trace = json(figure).get("data").get(0);
        assertEquals("image", trace.get("type").asText());
        BufferedImage picture = picture(trace);
        assertEquals(20 * 8, picture.getWidth());
        assertEquals(2 * 8, picture.getHeight());
        assertEquals(0x2800C8, picture.getRGB(0, 0) & 0xFFFFFF);
        assertEquals(0x5A00C8, picture.getRGB(80, 0) & 0xFFFFFF);
        assertEquals(0x8C00C8, picture.getRGB(0, 8) & 0xFFFFFF);
        assertEquals(0xFFFFFF, picture.getRGB(80, 8) & 0xFFFFFF);
        BufferedImage still = ImageIO.read(new ByteArrayInputStream(figure.toPng()));
        long blue = IntStream.range(0, still.getWidth() * still.getHeight())
                .filter(i -> (still.getRGB(i % still.getWidth(), i / still.getWidth()) & 0xFFFFFF) == 0x2800C8)
                .count();
        assertTrue(blue > 5000, "pixels of the first class in the still: " + blue);
    }

    @Test
    void largeImagesAreNoLargerThanTheyAreSeen() throws IOException {
        Figure figure = ExamplesFigure.of(colours(200, 2, 10));
        assertEquals(20 * 64, picture(json(figure).get("data").get(0)).getWidth());
        assertTrue(
                figure.toJson().length() < 100_000,
                "characters: " + figure.toJson().length());
    }

    @Test
    void ofAThousandClassesTwentyAreShownFromTheFirstToTheLast() throws IOException {
        JsonNode figure = json(ExamplesFigure.of(colours(4, 1000, 2)));
        String title = figure.get("layout").get("title").get("text").asText();
        assertTrue(title.startsWith("colours: the first of some classes<br>"), title);
        assertTrue(title.contains("20 of 1,000 classes: class 0, class 52, "), title);
        JsonNode hover = figure.get("data").get(1).get("hovertext");
        assertEquals(40, hover.size());
        assertEquals("image 1999: class 999", hover.get(39).asText());
    }

    @Test
    void classesWithNamesAreCalledByThem() throws IOException {
        Images named = new ClassOrder(List.of("ant", "bee")).of(named(colours(4, 2, 1)));
        JsonNode figure = json(ExamplesFigure.of(named));
        assertTrue(figure.get("layout").get("title").get("text").asText().contains("two classes in each: ant, bee"));
        assertEquals(
                "image 1: bee",
                figure.get("data").get(1).get("hovertext").get(1).asText());
    }

    private static Images named(Images images) {
        return new Images(images.name(), new ImageSource() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public ImageShape shape() {
                return images.shape();
            }

            @Override
            public int classes() {
                return images.classes();
            }

            @Override
            public List<String> classNames() {
                return List.of("ant", "bee");
            }

            @Override
            public boolean labelled() {
                return true;
            }

            @Override
            public int label(int image) {
                return images.label(image);
            }

            @Override
            public void read(int image, byte[] to, int offset) {
                images.read(image, to, offset);
            }
        });
    }

    @Test
    void imagesWithoutLabelsAreShownAsTheyCome() throws IOException {
        JsonNode figure = json(ExamplesFigure.of(colours(4, 5, 3).withoutLabels()));
        JsonNode hover = figure.get("data").get(1).get("hovertext");
        assertEquals(15, hover.size());
        assertEquals("image 14", hover.get(14).asText());
        assertNull(figure.get("data").get(0).get("z"));
    }
}
