package org.mipp.notebook;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether running a cell again gave what was there before. Arrays, records, and what a cell itself declares (lambdas,
 * objects of its classes) are compared by what is in them, all else by its own {@code equals}.
 */
final class SameValue {

    private static final String CELLS = "REPL"; // JShell's package
    private static final int DEEPEST = 20; // objects in objects; deeper, or in a circle, they count as different

    private SameValue() {}

    static boolean test(@Nullable Object one, @Nullable Object other) {
        return test(one, other, 0);
    }

    private static boolean test(@Nullable Object one, @Nullable Object other, int depth) {
        if (one == other) {
            return true;
        }
        if (one == null || other == null || depth > DEEPEST) {
            return false;
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
        if (one.getClass().getComponentType().isPrimitive()) {
            return Objects.deepEquals(one, other);
        }
        int length = Array.getLength(one);
        return length == Array.getLength(other)
                && Arrays.equals((Object[]) one, (Object[]) other, (a, b) -> test(a, b, depth + 1) ? 0 : 1);
    }

    private static boolean hasOpenContent(Class<?> type) {
        return type.isRecord() || type.getPackageName().equals(CELLS) && inheritsEquals(type);
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
