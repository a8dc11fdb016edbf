package org.mipp.figure.network;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.mipp.data.Images;
import org.mipp.figure.chart.Trace;

/**
 * Many images in one, beside each other and below each other. Small grey ones become a heat map, dark on white; coloured and
 * large ones a picture, in which no image is wider than it is seen.
 *
 * @param trace what to draw
 * @param width of each image in it
 * @param height of each image in it
 */
record Thumbnails(Trace trace, int width, int height) {

    private static final int SIDE = 64; // pixels: about twice as many as each image has on the page

    static Thumbnails of(Images images, List<int[]> rows) {
        int[] wanted = rows.stream()
                .flatMapToInt(Arrays::stream)
                .filter(image -> image >= 0)
                .toArray();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            places.put(wanted[i], i);
        }
        Images read = images.select(wanted).read();
        return images.channels() == 1 && Math.max(images.height(), images.width()) <= SIDE
                ? strokes(read, rows, places)
                : picture(read, rows, places);
    }

    private static Thumbnails strokes(Images images, List<int[]> rows, Map<Integer, Integer> places) {
        List<List<Integer>> lines = new ArrayList<>();
        for (int[] row : rows) {
            for (int y = 0; y < images.height(); y++) {
                List<Integer> line = new ArrayList<>();
                for (int image : row) {
                    for (int x = 0; x < images.width(); x++) {
                        line.add(image < 0 ? 0 : images.pixel(places.get(image), 0, y, x));
                    }
                }
                lines.add(line);
            }
        }
        Trace trace = Trace.heatmap(lines)
                .asPicture()
                .with("colorscale", List.of(List.of(0, "#FFFFFF"), List.of(1, "#000000")))
                .with("showscale", false)
                .with("hoverinfo", "skip");
        return new Thumbnails(trace, images.width(), images.height());
    }

    private static Thumbnails picture(Images images, List<int[]> rows, Map<Integer, Integer> places) {
        double scale = Math.min(1, (double) SIDE / Math.max(images.height(), images.width()));
        int width = Math.max(1, (int) Math.round(scale * images.width()));
        int height = Math.max(1, (int) Math.round(scale * images.height()));
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        BufferedImage all = new BufferedImage(
                Math.max(1, columns * width), Math.max(1, rows.size() * height), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, all.getWidth(), all.getHeight());
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).length; column++) {
                int image = rows.get(row)[column];
                if (image >= 0) {
                    Image drawn = drawn(images, places.get(image));
                    Image small =
                            scale < 1 ? drawn.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING) : drawn;
                    graphics.drawImage(small, column * width, row * height, null);
                }
            }
        }
        graphics.dispose();
        return new Thumbnails(Trace.picture(png(all)).with("hoverinfo", "skip"), width, height);
    }

    private static BufferedImage drawn(Images images, int image) {
        BufferedImage drawn = new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
        int last = images.channels() - 1;
        for (int y = 0; y < images.height(); y++) {
            for (int x = 0; x < images.width(); x++) {
                int red = images.pixel(image, 0, y, x);
                int green = images.pixel(image, Math.min(1, last), y, x);
                int blue = images.pixel(image, Math.min(2, last), y, x);
                drawn.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return drawn;
    }

    private static String png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
