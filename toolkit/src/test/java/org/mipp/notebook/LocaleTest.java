package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mipp.Budgets;
import org.mipp.Estimators;
import org.mipp.Networks;
import org.mipp.Storage;
import org.mipp.information.task.Tasks;
import org.mipp.linalg.Matrix;
import org.mipp.run.Checks;
import org.mipp.run.progress.Progress;
import org.mipp.run.progress.ProgressCurve;

/** Texts, tables and pictures are the same whatever the machine speaks. */
class LocaleTest {

    /** Decimal commas; letters that change case otherwise; digits and signs of its own. */
    private static final Locale[] FOREIGN = {
        Locale.GERMANY, Locale.forLanguageTag("tr-TR"), Locale.forLanguageTag("ar-EG-u-nu-arab")
    };

    private static <T> T in(Locale locale, Supplier<T> work) {
        Locale before = Locale.getDefault();
        Locale display = Locale.getDefault(Locale.Category.DISPLAY);
        Locale format = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(locale);
        try {
            return work.get();
        } finally {
            Locale.setDefault(before);
            Locale.setDefault(Locale.Category.DISPLAY, display);
            Locale.setDefault(Locale.Category.FORMAT, format);
        }
    }

    @Test
    void theseLocalesWouldShow() {
        for (Locale locale : FOREIGN) {
            String text = in(locale, () -> String.format(Locale.getDefault(), "%,d %.1f", 60_000, 0.5));
            assertFalse(text.equals("60,000 0.5"), locale.toString());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.mipp.notebook.ShownResults#all")
    void aResultLooksTheSame(String name, Object value) {
        Map<String, Object> expected = in(Locale.ROOT, () -> rendered(value));
        for (Locale locale : FOREIGN) {
            Map<String, Object> got = in(locale, () -> rendered(value));
            expected.forEach((type, data) -> assertEquals(data, got.get(type), name + ", " + type + ", " + locale));
        }
    }

    /** Everything that a kernel is given, the bytes of the still picture too, and what prints. */
    private static Map<String, Object> rendered(Object value) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("printed", value.toString());
        new Rendering(type -> true, all::put, html -> all.put("above", html)).render(ShownResults.view(value), value);
        ShownResults.view(value).figure().apply(value).ifPresent(figure -> all.put("SVG", figure.toSvg()));
        return all;
    }

    static Stream<Arguments> texts() {
        Matrix two = Matrix.of(new double[][] {{1, 2}, {3, Double.NaN}});
        return Stream.of(
                refusal("a refused count", () -> Checks.argument(false, "%,d and %d and %.2f", 60_000, 7, 0.5)),
                refusal("a refused percentage", () -> Budgets.keep(50)),
                refusal("a refused matrix", () -> Estimators.ksg(3).estimate(two, two)),
                refusal("a refused file", () -> Storage.load("nowhere.npz")),
                refusal("a refused pickle", () -> Storage.load("NETI.PT")),
                refusal("a refused task", () -> Tasks.get("Normal-I")),
                text("progress", () -> new Progress.State(
                                1,
                                "work",
                                1_500,
                                60_000,
                                "",
                                new ProgressCurve("", "", List.of()),
                                90.5,
                                OptionalDouble.of(3519.5),
                                false)
                        .toString()),
                text("a network", () -> Networks.lenet5().toString()));
    }

    private static Arguments text(String name, Supplier<String> text) {
        return Arguments.of(name, text);
    }

    private static Arguments refusal(String name, Runnable call) {
        return text(name, () -> assertThrows(RuntimeException.class, call::run).getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void aTextIsTheSame(String name, Supplier<String> text) {
        String expected = in(Locale.ROOT, text);
        for (Locale locale : FOREIGN) {
            assertEquals(expected, in(locale, text), name + ", " + locale);
        }
    }
}
