package org.mipp.notebook.variables;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mipp.run.Provenance;

/**
 * Whether running a cell again gave what was there before. Arrays, lists, maps, records, the toolkit's values, and what a cell itself
 * declares (lambdas, objects of its classes) are compared by what is in them, all else by its own {@code equals}.
 */
final class SameValue {

    private static final String CELLS = "REPL"; // JShell's package
    private static final String OURS = "org.mipp";
    private static final int DEEPEST = 20; // objects in objects; deeper, or in a circle, they count as different

    private SameValue() {}

    static boolean test(@Nullable Object one, @Nullable Object other) {
        return test(one, other, 0);
    }

    private static boolean test(@Nullable Object one, @Nullable Object other, int depth) {
        if (one == other || one instanceof Provenance && other instanceof Provenance) {
            return true; // how long it took is not what it is
        }
        if (one == null || other == null || depth > DEEPEST) {
            return false;
        }
        if (one instanceof List<?> list && other instanceof List<?> others) {
            return lists(list, others, depth);
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
            return map.keySet().equals(others.keySet())
                    && map.keySet().stream().allMatch(key -> test(map.get(key), others.get(key), depth + 1));
        }
        Class<?> type = one.getClass();
        if (type == other.getClass() && type.isArray()) {
            return arrays(one, other, depth);
        }
        if (type == other.getClass() && hasOpenContent(type)) {
            return contents(one, other, depth);
        }
        return one.equals(other);
    }

    private static boolean arrays(Object one, Object other, int depth) {
        return one instanceof Object[] objects
                ? lists(Arrays.asList(objects), Arrays.asList((Object[]) other), depth)
                : Objects.deepEquals(one, other);
    }

    private static boolean lists(List<?> one, List<?> other, int depth) {
        Iterator<?> others = other.iterator();
        return one.size() == other.size() && one.stream().allMatch(value -> test(value, others.next(), depth + 1));
    }

    private static boolean hasOpenContent(Class<?> type) {
        return type.isRecord()
                || (type.getPackageName().equals(CELLS) || type.getPackageName().startsWith(OURS))
                        && inheritsEquals(type);
    }

    private static boolean inheritsEquals(Class<?> type) {
        try {
            return type.getMethod("equals", Object.class).getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static boolean contents(Object one, Object other, int depth) {
        try {
            for (Field field : fields(one.getClass())) {
                if (!test(field.get(one), field.get(other), depth + 1)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalAccessException | RuntimeException e) {
            return one.equals(other); // of a module that does not open itself
        }
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
