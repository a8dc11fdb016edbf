package org.mipp.spark.parcel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mipp.run.RefusedException;

/** Where the bytes of classes of cells are. */
final class CellBytes {

    private static final String JJAVA =
            "declaredClasses"; // a map of JJava's loader delegate; there is no other way to them
    private static final String CELLS = "REPL.$JShell$";

    private CellBytes() {}

    static boolean isCell(Class<?> type) {
        return type.getName().startsWith(CELLS);
    }

    static boolean isCell(String internalName) {
        return internalName.startsWith(CELLS.replace('.', '/'));
    }

    /** Whether it is what JShell puts around a snippet, of which nobody makes an instance. */
    static boolean isSnippet(String name) {
        return name.indexOf('$', CELLS.length()) < 0;
    }

    static byte[] of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        try (InputStream file = loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            byte[] bytes = file == null ? ofJJava(loader, type.getName()) : file.readAllBytes();
            if (bytes == null) {
                throw new RefusedException("class " + type.getName()
                        + ": expected the bytes of a class of a cell, found none; run the cells that"
                        + " declare it and use it again, in the kernel that kernel-config/run spark installs");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + type, e);
        }
    }

    private static byte @Nullable [] ofJJava(ClassLoader loader, String name) {
        for (Object holder : new Object[] {loader, outer(loader)}) {
            if (holder != null && value(holder, JJAVA) instanceof Map<?, ?> classes) {
                return (byte[]) classes.get(name);
            }
        }
        return null;
    }

    private static @Nullable Object outer(Object inner) {
        return value(inner, "this$0");
    }

    private static @Nullable Object value(Object holder, String name) {
        try {
            Field field = holder.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(holder);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // of another kernel
        }
    }
}
