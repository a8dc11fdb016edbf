package org.mipp.figure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts as Plotly takes them: it reads some HTML, so markup in names is escaped; long names are cut in the middle, because
 * it neither wraps nor cuts them.
 */
public final class PlotlyText {

    private static final int NAME = 48;
    private static final int LINE = 120;
    private static final int HOVER = 400;

    private PlotlyText() {}

    /** A name in a legend, at an axis or above a panel. */
    public static String name(String text) {
        return escape(shorten(text, NAME));
    }

    /** A line across the figure. */
    public static String line(String text) {
        return escape(shorten(text, LINE));
    }

    /** What is shown beside the pointer. */
    public static String hover(String text) {
        return escape(shorten(text, HOVER));
    }

    /** Names as places on an axis, numbered where they come again: equal places would be drawn over each other. */
    public static List<String> places(List<String> names) {
        List<String> places = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (String name : names) {
            String place = name(name);
            for (int number = 2; !used.add(place); number++) {
                place = name(name) + " " + number;
            }
            places.add(place);
        }
        return places;
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The start and the end of a text in one line, where all of it would be too long. */
    public static String shorten(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        int head = most / 2;
        return line.length() <= most
                ? line
                : line.substring(0, head) + "…" + line.substring(line.length() - (most - head - 1));
    }
}
