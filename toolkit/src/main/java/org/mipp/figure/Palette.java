package org.mipp.figure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Colours that people with colour-blindness can tell apart (Okabe and Ito, Color Universal Design, 2008), the same for the
 * same thing in every figure.
 */
final class Palette {

    static final String BLUE = "#0072B2";
    static final String ORANGE = "#E69F00";
    static final String GREEN = "#009E73";
    static final String VERMILION = "#D55E00";
    static final String PURPLE = "#CC79A7";
    static final String SKY = "#56B4E9";
    static final String GREY = "#7F7F7F";
    static final String LIGHT = "#D9D9D9";
    static final String INK = "#222222";

    private static final Map<String, String> METHODS = new LinkedHashMap<>();

    static {
        METHODS.put("MIPP", BLUE);
        METHODS.put("L1 norm", ORANGE);
        METHODS.put("random", GREY);
    }

    private static final String[] OTHERS = {GREEN, VERMILION, PURPLE, SKY};

    /** Colours of what has no colour of its own, in the order of a legend. */
    private static final String[] IN_ORDER = {BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY, GREY};

    private Palette() {}

    /** The colour of the entry at a place in a legend, from 0. */
    static String at(int place) {
        return IN_ORDER[place % IN_ORDER.length];
    }

    /** The colour of a pruning method. */
    static String method(String name) {
        return METHODS.getOrDefault(name, OTHERS[Math.floorMod(name.hashCode(), OTHERS.length)]);
    }
}
