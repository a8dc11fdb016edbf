package org.mipp.spark.parcel;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Values of Java's own that are not serialisable, by what they hold. */
final class Carried {

    private Carried() {}

    record Maybe(@Nullable Object value) implements Serializable {
        private Object readResolve() {
            return Optional.ofNullable(value);
        }
    }

    record MaybeDouble(boolean there, double value) implements Serializable {
        private Object readResolve() {
            return there ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }

    record MaybeInt(boolean there, int value) implements Serializable {
        private Object readResolve() {
            return there ? OptionalInt.of(value) : OptionalInt.empty();
        }
    }

    record MaybeLong(boolean there, long value) implements Serializable {
        private Object readResolve() {
            return there ? OptionalLong.of(value) : OptionalLong.empty();
        }
    }

    record File(String path) implements Serializable {
        private Object readResolve() {
            return Path.of(path);
        }
    }
}
