package org.mipp.run.ledger;

import static org.mipp.run.Checks.argument;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What files know a method, a budget or an estimator by: what it is, in which version, and all its settings, as JSON. The same
 * in every process and whatever it is called on screen; keys are equal where their JSON is.
 *
 * <pre>{@code
 * SettingsKey.of("largest-activation", 1).with("images", 500)
 * }</pre>
 *
 * <p>Raise the version when the same settings come to other results: what was kept before is then refused instead of mixed in.
 */
public final class SettingsKey {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String IS = "is";
    private static final String VERSION = "version";
    private static final String NOTHING = "nothing";
    private static final int QUOTED = 120;

    private final Map<String, Object> settings; // with what it is and its version; as JSON has them

    private SettingsKey(Map<String, Object> settings) {
        this.settings = Collections.unmodifiableMap(settings);
    }

    /**
     * Begins a key.
     *
     * @param is what it is, in words that are never changed, for example {@code l1-norm}
     * @param version to be raised when the same settings come to other results
     * @return the key, without settings yet
     */
    public static SettingsKey of(String is, int version) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(IS, is);
        settings.put(VERSION, version);
        return new SettingsKey(settings);
    }

    /**
     * Makes the key of a record out of all its components by their names, so that none is forgotten.
     *
     * @param is as in {@link #of(String, int)}
     * @param version as in {@link #of(String, int)}
     * @param components each such as {@link #with} takes
     * @return the key
     * @throws IllegalArgumentException as in {@link #with}
     */
    public static SettingsKey of(String is, int version, Record components) {
        Map<String, Object> settings = new LinkedHashMap<>(of(is, version).settings);
        settings.putAll(SettingValues.components(is, components));
        return new SettingsKey(settings);
    }

    /**
     * Reads a key.
     *
     * @param json as {@link #toString} writes it
     * @return the key; empty if it is none
     */
    public static Optional<SettingsKey> parse(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, SettingsKey.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Takes a key over that was read. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SettingsKey read(Map<String, Object> settings) {
        argument(
                settings.get(IS) instanceof String && settings.get(VERSION) instanceof Integer,
                "key: expected what it is and its version, got %s",
                settings);
        return new SettingsKey(new LinkedHashMap<>(settings));
    }

    /**
     * Adds a setting.
     *
     * @param setting its name
     * @param value a number, a text, true or false, a constant of an enum, a key, one of the toolkit's records, or an optional,
     *     list, set or map of such
     * @return the longer key
     * @throws IllegalArgumentException if the value is something else, such as a lambda, which no file would know again
     */
    public SettingsKey with(String setting, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(settings);
        argument(
                more.put(setting, SettingValues.plain(settings.get(IS) + ", " + setting, value)) == null,
                "key of %s: expected a new setting, got '%s' again",
                settings.get(IS),
                setting);
        return new SettingsKey(more);
    }

    /**
     * Says whether it is a key of something.
     *
     * @param is what it may be, as in {@link #of(String, int)}
     * @return whether it is that
     */
    public boolean isA(String is) {
        return is.equals(settings.get(IS));
    }

    /**
     * Says whether there is a setting.
     *
     * @param setting its name
     * @return whether it is there
     */
    public boolean has(String setting) {
        return settings.containsKey(setting);
    }

    /**
     * Leaves a setting out.
     *
     * @param setting its name
     * @return the key without it; the same if it is not there
     */
    public SettingsKey without(String setting) {
        Map<String, Object> less = new LinkedHashMap<>(settings);
        less.remove(setting);
        return new SettingsKey(less);
    }

    /** {@return what it is and all settings, as JSON has them} */
    @JsonValue
    Map<String, Object> settings() {
        return settings;
    }

    /**
     * Finds a setting in which another key differs.
     *
     * @param other the other key
     * @return for example {@code protocol.images: expected 400, got 500}, where the other's value is what was got; empty if they
     *     are equal
     */
    public Optional<String> difference(SettingsKey other) {
        return equals(other) ? Optional.empty() : Optional.of(difference("", settings, other.settings));
    }

    private static String difference(String path, Object expected, Object got) {
        if (expected instanceof Map<?, ?> own && got instanceof Map<?, ?> its) {
            Set<Object> names = new LinkedHashSet<>(own.keySet());
            names.addAll(its.keySet());
            for (Object name : names) {
                Object first = own.containsKey(name) ? own.get(name) : NOTHING;
                Object second = its.containsKey(name) ? its.get(name) : NOTHING;
                if (!json(first).equals(json(second))) {
                    return difference(path.isEmpty() ? "" + name : path + "." + name, first, second);
                }
            }
            return "order of the settings: expected " + own.keySet() + ", got " + its.keySet();
        }
        if (expected instanceof List<?> own && got instanceof List<?> its && own.size() == its.size()) {
            for (int i = 0; i < own.size(); i++) {
                if (!json(own.get(i)).equals(json(its.get(i)))) {
                    return difference(path + "[" + i + "]", own.get(i), its.get(i));
                }
            }
        }
        return path + ": expected " + shortened(json(expected)) + ", got " + shortened(json(got));
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingsKey key && toString().equals(key.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** {@return the key as JSON} */
    @Override
    public String toString() {
        return json(settings);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers, texts, lists and maps are always JSON", e);
        }
    }
}
