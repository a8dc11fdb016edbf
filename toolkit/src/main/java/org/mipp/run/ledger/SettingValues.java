package org.mipp.run.ledger;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mipp.run.RefusedException;

/** Settings as JSON has them: numbers, texts, truth values, lists and maps, in an order that no process changes. */
final class SettingValues {

    private static final String TOOLKIT = "org.mipp.";

    private SettingValues() {}

    /** A value as JSON has it; {@code of} says whose it is, for messages. */
    static Object plain(String of, Object value) {
        if (value instanceof Number || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof SettingsKey key) {
            return key.settings();
        }
        if (value instanceof Optional<?> optional) {
            return plain(of, optional.stream().toList());
        }
        if (value instanceof Collection<?> collection) {
            List<Object> plain =
                    collection.stream().map(item -> plain(of, item)).toList();
            return value instanceof Set
                    ? plain.stream().sorted(SettingValues::byText).toList()
                    : plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new TreeMap<>();
            map.forEach((name, item) -> plain.put(String.valueOf(name), plain(of, item)));
            return plain;
        }
        if (value instanceof Record record && record.getClass().getName().startsWith(TOOLKIT)) {
            Map<String, Object> plain = new LinkedHashMap<>();
            plain.put("is", record.getClass().getSimpleName());
            plain.putAll(components(of, record));
            return plain;
        }
        throw new RefusedException(String.format(
                "key of %s: expected numbers, texts, keys, or lists of such, got a %s, which no file knows again; let key() say"
                        + " what it is, as SettingsKey.of(\"mine\", 1), or name the estimator: MiEstimator.named(\"mine 1\", ...)",
                of, value.getClass().getSimpleName()));
    }

    private static int byText(Object one, Object other) {
        return one.toString().compareTo(other.toString());
    }

    /** The components of a record by their names, in their order. */
    static Map<String, Object> components(String of, Record record) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            plain.put(component.getName(), plain(of + ", " + component.getName(), value(component, record)));
        }
        return plain;
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true); // of records that only their room sees
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record + " does not show its " + component.getName(), e);
        }
    }
}
