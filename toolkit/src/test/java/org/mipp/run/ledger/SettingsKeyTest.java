package org.mipp.run.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What files know settings by. */
class SettingsKeyTest {

    private record Inner(double rate, TimeUnit unit) {}

    private record Outer(
            int count, float share, Optional<Inner> inner, Map<String, Integer> widths, List<String> names) {}

    private static final Outer OUTER = new Outer(
            3,
            0.1f,
            Optional.of(new Inner(1e-4, TimeUnit.DAYS)),
            Map.of("b", 2, "a", 1),
            List.of("a \"quoted\"\nname"));

    private static final String JSON = """
            {"is":"outer","version":2,"count":3,"share":0.1,"inner":[{"is":"Inner","rate":1.0E-4,"unit":"DAYS"}],\
            "widths":{"a":1,"b":2},"names":["a \\"quoted\\"\\nname"]}""";

    @Test
    void theKeyOfARecordHasAllItsComponents() {
        assertEquals(JSON, SettingsKey.of("outer", 2, OUTER).toString());
    }

    @Test
    void aKeyThatIsReadEqualsTheOneThatWasWritten() {
        SettingsKey key =
                SettingsKey.of("outer", 2, OUTER).with("long", 1L << 40).with("small", 1L);
        assertEquals(Optional.of(key), SettingsKey.parse(key.toString()));
        assertEquals(
                key.hashCode(), SettingsKey.parse(key.toString()).orElseThrow().hashCode());
        for (String none : List.of("", "null", "[]", "{}", "{\"is\":\"a\"}", "{\"is\":1,\"version\":1}", "{\"is\":")) {
            assertEquals(Optional.empty(), SettingsKey.parse(none), none);
        }
    }

    @Test
    void neitherTheOrderOfASetNorThatOfAMapMatters() {
        List<Integer> up = IntStream.range(0, 20).boxed().toList();
        List<Integer> down = up.stream().sorted(Collections.reverseOrder()).toList();
        assertEquals(key(new LinkedHashSet<>(up)), key(new LinkedHashSet<>(down)));
        Map<String, Integer> rising = new LinkedHashMap<>();
        up.forEach(number -> rising.put("x" + number, number));
        Map<String, Integer> falling = new LinkedHashMap<>();
        down.forEach(number -> falling.put("x" + number, number));
        assertEquals(key(rising), key(falling));
        assertNotEquals(key(up), key(down), "of a list it does");
    }

    private static SettingsKey key(Object value) {
        return SettingsKey.of("a", 1).with("value", value);
    }

    @Test
    void saysWhichSettingDiffers() {
        SettingsKey one = key(SettingsKey.of("b", 1).with("images", 400).with("rate", 0.5));
        SettingsKey other = key(SettingsKey.of("b", 1).with("images", 500).with("rate", 0.5));
        assertEquals(Optional.empty(), one.difference(one));
        assertEquals(Optional.of("value.images: expected 400, got 500"), one.difference(other));
        assertEquals(
                Optional.of(
                        "value: expected {\"is\":\"b\",\"version\":1,\"images\":400,\"rate\":0.5}, got \"nothing\""),
                one.difference(SettingsKey.of("a", 1)));
        assertEquals(
                Optional.of("value[1]: expected 2, got 3"), key(List.of(1, 2)).difference(key(List.of(1, 3))));
        assertEquals(
                Optional.of("value: expected \"" + "x".repeat(119) + "..., got [1,2]"),
                key("x".repeat(500)).difference(key(List.of(1, 2))));
        SettingsKey turned = SettingsKey.of("a", 1).with("y", 1).with("x", 1);
        assertEquals(
                Optional.of("order of the settings: expected [is, version, x, y], got [is, version, y, x]"),
                SettingsKey.of("a", 1).with("x", 1).with("y", 1).difference(turned));
    }

    @Test
    void refusesWhatNoFileKnowsAgain() {
        DoubleUnaryOperator lambda = Math::sin;
        String message = message(() -> key(List.of(lambda)));
        assertEquals(
                "key of a, value: expected numbers, texts, keys, or lists of such, got a SettingsKeyTest$$Lambda, which no file"
                        + " knows again; let key() say what it is, as SettingsKey.of(\"mine\", 1), or name the estimator:"
                        + " MiEstimator.named(\"mine 1\", ...)",
                message.replaceAll("Lambda[^,]*", "Lambda"));
        assertEquals("key of a: expected a new setting, got 'is' again", message(() -> SettingsKey.of("a", 1)
                .with("is", "b")));
    }

    private static String message(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
