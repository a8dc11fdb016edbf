package org.mipp.notebook.variables;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where JShell keeps a variable: a static field of a class, which it makes anew, and empty, when something changes from which
 * the variable is made. Values are moved from class to class as long as the declared type stays the very same, type arguments
 * included: a {@code List} of an old class's objects does not fit the new class of that name.
 */
final class VariablePlace {

    private final Field field;
    private WeakReference<@Nullable Object> seen = new WeakReference<>(null);
    private @Nullable Object seenPrimitive;

    VariablePlace(Class<?> holder, String name) {
        try {
            field = holder.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e); // JShell's classes of variables have a field of that name
        }
        field.setAccessible(true);
        isRenewed();
    }

    Class<?> holder() {
        return field.getDeclaringClass();
    }

    @Nullable
    Object value() {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // was made accessible
        }
    }

    /** {@return whether the value was moved here; false if the type is another} */
    boolean take(VariablePlace old) {
        boolean numbers = field.getType().isPrimitive() && old.field.getType().isPrimitive();
        if (!numbers && !field.getGenericType().equals(old.field.getGenericType())) {
            return false;
        }
        try {
            set(old.value());
            isRenewed();
            return true;
        } catch (IllegalArgumentException e) {
            return false; // not every number fits where another does: an int into a double, but not back
        }
    }

    /** Lets the value go, so that it does not fill the memory for as long as the kernel runs. */
    void clear() {
        if (!field.getType().isPrimitive()) {
            set(null);
        }
    }

    /** {@return whether there is another value than at the last call} */
    boolean isRenewed() {
        Object value = value();
        boolean renewed = field.getType().isPrimitive() ? !Objects.equals(value, seenPrimitive) : value != seen.get();
        if (field.getType().isPrimitive()) {
            seenPrimitive = value;
        } else {
            seen = new WeakReference<>(value);
        }
        return renewed;
    }

    private void set(@Nullable Object value) {
        try {
            field.set(null, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
