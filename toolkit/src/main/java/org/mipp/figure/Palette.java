package org.mipp.figure;

import static org.mipp.run.Checks.argument;

import java.awt.Color;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The looks of things, the same for the same thing in every figure. Colours are those that people with colour-blindness can
 * tell apart (Okabe and Ito, Color Universal Design, 2008), without their yellow, which is lost on white; there are more
 * methods than colours, so methods of one colour differ in markers and dashes. What it does not know, searches by an estimator
 * and methods of your own, has colours of its own.
 */
public final class Palette {

    public static final String BLUE = "#0072B2";
    public static final String ORANGE = "#E69F00";
    public static final String GREEN = "#009E73";
    public static final String VERMILION = "#D55E00";
    public static final String PURPLE = "#CC79A7";
    public static final String SKY = "#56B4E9";
    public static final String GREY = "#7F7F7F";
    public static final String LIGHT = "#D9D9D9";
    public static final String INK = "#222222";

    /**
     * How a method is drawn.
     *
     * @param colour of lines, markers and bars, as {@code #RRGGBB}
     * @param symbol of its markers, in Plotly's names
     * @param dash of its lines, in Plotly's names
     */
    public record Style(String colour, String symbol, String dash) {}

    private static final Map<String, Style> METHODS = new HashMap<>();

    static {
        METHODS.put("MIPP", new Style(BLUE, "circle", "solid"));
        METHODS.put("MIPP, re-initialised", new Style(BLUE, "x", "dot"));
        METHODS.put("TERC as published", new Style(SKY, "square", "dash"));
        METHODS.put("IMP", new Style(SKY, "diamond", "dot"));
        METHODS.put("random", new Style(GREY, "circle", "solid"));
        METHODS.put("L1 norm", new Style(ORANGE, "circle", "solid"));
        METHODS.put("L2 norm", new Style(ORANGE, "square", "dash"));
        METHODS.put("L1 norm, normalised", new Style(ORANGE, "x", "solid"));
        METHODS.put("L2 norm, normalised", new Style(ORANGE, "x", "dash"));
        METHODS.put("slimming", new Style(ORANGE, "diamond", "dot"));
        METHODS.put("slimming, sparse", new Style(ORANGE, "triangle-up", "dot"));
        METHODS.put("GraSP", new Style(GREEN, "circle", "solid"));
        METHODS.put("IterGraSP", new Style(GREEN, "square", "dash"));
        METHODS.put("ThiNet", new Style(GREEN, "diamond", "dot"));
        METHODS.put("Taylor", new Style(VERMILION, "circle", "solid"));
        METHODS.put("SOSP-H", new Style(VERMILION, "square", "dash"));
        METHODS.put("OTO", new Style(VERMILION, "diamond", "dot"));
        METHODS.put("SNIP", new Style(PURPLE, "circle", "solid"));
        METHODS.put("IterSNIP", new Style(PURPLE, "square", "dash"));
        METHODS.put("ProsPR", new Style(PURPLE, "diamond", "dot"));
        METHODS.put("SynFlow", new Style(INK, "triangle-up", "dash"));
        METHODS.put("not pruned", new Style(INK, "circle", "solid"));
        METHODS.put("from scratch", new Style(GREY, "square", "dash"));
    }

    /** Colours of what has no colour of its own, in the order of a legend. */
    private static final String[] IN_ORDER = {BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY, GREY};

    /** Of methods that are not known, between the colours of the others in hue or lightness; once solid, once dashed. */
    private static final String[] UNKNOWN = {"#332288", "#882255", "#999933", "#44AA99"};

    private static final int UNKNOWN_LOOKS = 2 * UNKNOWN.length;

    /** From the first to the last layer: viridis without its lightest part. */
    private static final Color[] LAYERS = {
        new Color(0x440154), new Color(0x3B528B), new Color(0x21918C), new Color(0x5EC962), new Color(0xADDC30)
    };

    private Palette() {}

    /** The colour of the entry at a place in a legend, from 0. */
    public static String at(int place) {
        return IN_ORDER[place % IN_ORDER.length];
    }

    /**
     * Gives the look of a pruning method, of one that nobody knows too.
     *
     * @param name the method's name
     * @return the same for the same method in every figure
     */
    public static Style method(String name) {
        return METHODS.getOrDefault(name, unknown(place(name)));
    }

    private static int place(String name) {
        return Math.floorMod(name.hashCode(), UNKNOWN_LOOKS);
    }

    private static Style unknown(int place) {
        String colour = UNKNOWN[place % UNKNOWN.length];
        return place % UNKNOWN_LOOKS < UNKNOWN.length
                ? new Style(colour, "circle", "solid")
                : new Style(colour, "triangle-down", "dashdot");
    }

    /**
     * Gives the looks of the methods of one figure: those of {@link #method}, but of methods that nobody knows and whose looks
     * are the same the later ones, in the order of their names, have the next free look.
     *
     * @param names of the methods, in any order
     * @return the looks by name
     */
    public static Map<String, Style> methods(Collection<String> names) {
        Map<String, Style> looks = new TreeMap<>();
        for (String name : new TreeSet<>(names)) {
            looks.put(name, METHODS.containsKey(name) ? method(name) : free(place(name), looks.values()));
        }
        return looks;
    }

    /** The look at a place, or the first from it on that nobody has; itself if all are taken. */
    private static Style free(int place, Collection<Style> taken) {
        return IntStream.range(place, place + UNKNOWN_LOOKS)
                .mapToObj(Palette::unknown)
                .filter(look -> !taken.contains(look))
                .findFirst()
                .orElse(unknown(place));
    }

    /**
     * Gives the colour of a layer, from dark at the inputs to light at the outputs.
     *
     * @param place of the layer, from 0
     * @param layers how many there are
     * @return its colour, as {@code #RRGGBB}
     * @throws IllegalArgumentException if there is no such place
     */
    public static String layer(int place, int layers) {
        argument(place >= 0 && place < layers, "layer: expected a place from 0 to %d, got %d", layers - 1, place);
        double at = layers == 1 ? 0 : (double) place / (layers - 1) * (LAYERS.length - 1);
        int from = Math.min((int) at, LAYERS.length - 2);
        Color colour = mix(LAYERS[from], LAYERS[from + 1], at - from);
        return String.format(Locale.ROOT, "#%06X", colour.getRGB() & 0xFFFFFF);
    }

    /** A colour between two, at a share from 0 to 1. */
    public static Color mix(Color from, Color to, double share) {
        return new Color(
                mix(from.getRed(), to.getRed(), share),
                mix(from.getGreen(), to.getGreen(), share),
                mix(from.getBlue(), to.getBlue(), share));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
