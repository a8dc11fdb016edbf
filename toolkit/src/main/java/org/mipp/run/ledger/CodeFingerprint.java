package org.mipp.run.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What code written in a cell is known by: its class files, and the values that it has captured or holds in fields, as one number.
 * The same code with the same values has the same one, also when its cell is run again and when comments or lines change.
 *
 * <p>It cannot be had where a value belongs to Java's own classes and is no number, text, array or collection of such (a random
 * generator, a file), or where class files cannot be read. Then the fingerprint says so, and is the same for all such code. Classes that
 * the code calls are not looked at, nor static fields; of a lambda the whole class that it was written in is.
 */
public final class CodeFingerprint {

    private static final int DEEPEST = 12;
    private static final int BYTES = 8;
    private static final String LAMBDA = "$$Lambda";

    private final MessageDigest digest;

    private CodeFingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    /** Why there is none. */
    private static final class UnknownCode extends Exception {
        private static final long serialVersionUID = 1;

        UnknownCode(String why) {
            super(why);
        }
    }

    /**
     * Takes the fingerprint.
     *
     * @param code a lambda, or an object of somebody's class
     * @return 16 digits, or {@code not known: } and why
     */
    public static String of(Object code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new CodeFingerprint(digest).add(code, 0);
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
        } catch (UnknownCode e) {
            return "not known: " + e.getMessage();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void add(@Nullable Object value, int depth) throws UnknownCode {
        if (depth > DEEPEST) {
            throw new UnknownCode("its values hold values that hold values, without end");
        }
        if (value == null || value instanceof Number || value instanceof CharSequence || value instanceof Boolean) {
            text(value == null ? "null" : value.getClass().getSimpleName() + " " + value);
        } else if (value instanceof Enum<?> || value instanceof Character || value instanceof Class<?>) {
            text(value.toString());
        } else if (value.getClass().isArray()) {
            text("array");
            for (int i = 0; i < Array.getLength(value); i++) {
                add(Array.get(value, i), depth + 1);
            }
        } else if (value instanceof Collection<?> || value instanceof Optional<?> || value instanceof Map<?, ?>) {
            items(value, depth);
        } else {
            object(value, depth);
        }
    }

    private void items(Object value, int depth) throws UnknownCode {
        Object[] items = value instanceof Set<?> set // in an order of its own in every process
                ? set.stream().sorted(Comparator.comparing(String::valueOf)).toArray()
                : value instanceof Collection<?> collection
                        ? collection.toArray()
                        : value instanceof Optional<?> optional
                                ? optional.stream().toArray()
                                : ((Map<?, ?>) value)
                                        .entrySet().stream()
                                                .sorted(Comparator.comparing(Object::toString))
                                                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                                                .toArray();
        add(items, depth);
    }

    private void object(Object value, int depth) throws UnknownCode {
        for (Class<?> type = value.getClass(); type != null && type != Object.class && type != Record.class; ) {
            classFile(type);
            for (Field field : fields(type)) {
                text(field.getType().getName());
                add(read(field, value), depth + 1);
            }
            type = type.getSuperclass();
        }
    }

    private static Field[] fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparing(Field::getName))
                .toArray(Field[]::new);
    }

    private static @Nullable Object read(Field field, Object of) throws UnknownCode {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            throw new UnknownCode("it holds a " + of.getClass().getName()); // of Java's own
        }
    }

    private void classFile(Class<?> type) throws UnknownCode {
        String name = type.getName();
        int lambda = name.indexOf(LAMBDA);
        String host = lambda < 0 ? name : name.substring(0, lambda); // a lambda's own class is made at run time
        ClassLoader loader = type.getClassLoader();
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(host.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new UnknownCode(
                        loader == null ? "it holds a " + name : "the class file of " + host + " cannot be read");
            }
            ClassDigest.add(in.readAllBytes(), digest);
        } catch (IOException e) {
            throw new UnknownCode("the class file of " + host + " cannot be read");
        }
    }

    private void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
