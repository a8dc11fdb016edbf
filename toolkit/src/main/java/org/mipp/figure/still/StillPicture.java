package org.mipp.figure.still;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jspecify.annotations.Nullable;
import org.mipp.figure.Palette;
import org.unbescape.html.HtmlEscape;
import org.w3c.dom.Document;

/**
 * Draws what Plotly would draw as a picture, with XChart, for pages that cannot run Plotly: GitHub, nbviewer, PDF.
 *
 * <p>Knows what the toolkit's own figures use: scatter, bar and heat map traces on one or more pairs of axes, error bars,
 * logarithmic axes, a title and one legend. Other traces are left out, which the picture says.
 */
public final class StillPicture {

    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final int TITLE_LINE = 17;
    private static final double TITLE_SHARE = 0.85; // of a panel

    private final PlotlyContent figure;
    private final Map<String, List<Map<?, ?>>> panels = new LinkedHashMap<>(); // traces by axis suffix
    private final Graphics2D graphics;

    private StillPicture(PlotlyContent figure, Graphics2D graphics) {
        this.figure = figure;
        this.graphics = graphics;
        for (Map<String, Object> trace : figure.data()) {
            String suffix = String.valueOf(trace.getOrDefault("xaxis", "x")).substring(1);
            panels.computeIfAbsent(suffix, key -> new ArrayList<>()).addAll(StillStates.split(trace));
        }
    }

    /**
     * Draws pixels.
     *
     * @param figure what to draw
     * @return the picture in the PNG format
     */
    public static byte[] png(PlotlyContent figure) {
        BufferedImage image = new BufferedImage(figure.width(), figure.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            paint(figure, graphics);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Draws lines and texts that stay texts.
     *
     * @param figure what to draw
     * @return the picture as SVG
     */
    public static String svg(PlotlyContent figure) {
        SVGGraphics2D graphics = new SVGGraphics2D(emptyDocument());
        graphics.setSVGCanvasSize(new Dimension(figure.width(), figure.height()));
        paint(figure, graphics);
        StringWriter out = new StringWriter();
        try {
            graphics.stream(out, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            graphics.dispose();
        }
        return out.toString();
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG_NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform can make a document", e);
        }
    }

    private static void paint(PlotlyContent figure, Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, figure.width(), figure.height());
        new StillPicture(figure, graphics).draw();
    }

    private void draw() {
        StillCaption caption = new StillCaption(figure, graphics);
        int top = caption.drawTitle();
        int bottom = figure.height() - caption.drawLegend();
        boolean stacked = "stack".equals(figure.layout().get("barmode"));
        boolean broken = titlesAreTooLong();
        panels.forEach((suffix, traces) -> {
            double[] x = domain("xaxis" + suffix);
            double[] y = domain("yaxis" + suffix);
            // XChart draws its axis labels inside its own rectangle, Plotly outside the domain: each gets half of the
            // gap
            double gapX = gap("xaxis") / 2;
            double gapY = gap("yaxis") / 2;
            List<String> title = List.of(panelTitle(suffix).split("<br>"));
            int left = (int) (figure.width() * Math.max(0, x[0] - gapX));
            int right = (int) (figure.width() * Math.min(1, x[1] + gapX));
            int high = top + (int) ((bottom - top) * Math.max(0, 1 - y[1] - gapY));
            int low = top + (int) ((bottom - top) * Math.min(1, 1 - y[0] + gapY));
            if (broken) {
                high = drawLines(title, (left + right) / 2.0, high);
            }
            Graphics2D part = (Graphics2D) graphics.create(left, high, right - left, low - high);
            try {
                new StillPanel(
                                thinned(traces, right - left),
                                axis("xaxis" + suffix),
                                axis("yaxis" + suffix),
                                broken ? "" : title.get(0),
                                stacked)
                        .paint(part, right - left, low - high);
            } catch (RuntimeException e) {
                note(part, low - high); // a figure of the user's that XChart cannot draw: the live one still shows
            }
            part.dispose();
        });
    }

    /** Whether some panel has a title of several lines, or one that XChart would cut at the panel's end. */
    private boolean titlesAreTooLong() {
        FontMetrics metrics = graphics.getFontMetrics(StillPanel.TITLE);
        return panels.keySet().stream().anyMatch(suffix -> {
            double[] x = domain("xaxis" + suffix);
            String title = panelTitle(suffix);
            return title.contains("<br>") || metrics.stringWidth(title) > TITLE_SHARE * figure.width() * (x[1] - x[0]);
        });
    }

    /** Writes lines below each other, and says where the last one ends. */
    private int drawLines(List<String> lines, double middle, int top) {
        graphics.setFont(TEXT);
        graphics.setColor(Color.decode(Palette.INK));
        for (int line = 0; line < lines.size(); line++) {
            StillPoints.write(graphics, lines.get(line), middle, top + (line + 0.5) * TITLE_LINE, 0.5);
        }
        return top + lines.size() * TITLE_LINE;
    }

    private static List<Map<?, ?>> thinned(List<Map<?, ?>> traces, int pixels) {
        return traces.stream()
                .<Map<?, ?>>map(trace -> StillThinning.of(trace, pixels))
                .toList();
    }

    private static void note(Graphics2D part, int height) {
        part.setFont(TEXT);
        part.setColor(Color.decode(Palette.GREY));
        part.drawString("no still picture of this kind of chart; see the live figure", 20, height / 2);
    }

    private String panelTitle(String suffix) {
        Object annotations = figure.layout().get("annotations");
        Optional<String> title = annotations instanceof List<?> list
                ? list.stream()
                        .filter(entry ->
                                entry instanceof Map<?, ?> map && ("x" + suffix + " domain").equals(map.get("xref")))
                        .map(StillPicture::text)
                        .findFirst()
                : Optional.empty();
        return title.orElse("");
    }

    private Map<?, ?> axis(String name) {
        return figure.layout().get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** The smallest gap between the ends of some panels and the beginnings of others; 0 if there is none. */
    private double gap(String letter) {
        List<double[]> domains =
                panels.keySet().stream().map(suffix -> domain(letter + suffix)).toList();
        return domains.stream()
                .flatMapToDouble(one -> domains.stream().mapToDouble(other -> other[0] - one[1]))
                .filter(distance -> distance > 0)
                .min()
                .orElse(0);
    }

    private double[] domain(String axisName) {
        return axis(axisName).get("domain") instanceof List<?> list
                        && list.get(0) instanceof Number from
                        && list.get(1) instanceof Number to
                ? new double[] {from.doubleValue(), to.doubleValue()}
                : new double[] {0, 1};
    }

    /** The text of a title or annotation, given as a string or as a map with a text. */
    static String text(@Nullable Object value) {
        return HtmlEscape.unescapeHtml(raw(value));
    }

    /** The same as Plotly gets it, with its markup. */
    static String raw(@Nullable Object value) {
        Object inner = value instanceof Map<?, ?> map ? map.get("text") : value;
        return inner == null ? "" : String.valueOf(inner);
    }
}
