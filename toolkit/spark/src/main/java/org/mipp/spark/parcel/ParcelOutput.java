package org.mipp.spark.parcel;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mipp.run.RefusedException;

/** Writes objects that are not serialisable by what they are made of, and notes what it meets of cells. */
final class ParcelOutput extends ObjectOutputStream {

    private final CellReach reach;

    ParcelOutput(OutputStream out, CellReach reach) throws IOException {
        super(out);
        this.reach = reach;
        enableReplaceObject(true);
    }

    @Override
    protected void annotateClass(Class<?> type) {
        reach.type(type);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) {
        if (object instanceof SerializedLambda lambda) {
            reach.lambda(lambda);
            return lambda;
        }
        if (object == null || object instanceof Serializable) {
            return object;
        }
        if (object instanceof Optional<?> optional) {
            return new Carried.Maybe(optional.orElse(null));
        }
        if (object instanceof OptionalDouble number) {
            return new Carried.MaybeDouble(number.isPresent(), number.orElse(0));
        }
        if (object instanceof OptionalInt number) {
            return new Carried.MaybeInt(number.isPresent(), number.orElse(0));
        }
        if (object instanceof OptionalLong number) {
            return new Carried.MaybeLong(number.isPresent(), number.orElse(0));
        }
        if (object instanceof Path path) {
            return new Carried.File(path.toString());
        }
        return carried(object);
    }

    private static Serializable carried(Object object) {
        Class<?> type = object.getClass();
        if (type.isRecord()) {
            return CarriedRecord.of((Record) object);
        }
        if (type.isHidden()) {
            throw new RefusedException("expected what can be sent to other machines, got a lambda for "
                    + type.getInterfaces()[0].getName()
                    + ", which cannot; write a method in a cell instead, or cast it:"
                    + " (" + type.getInterfaces()[0].getSimpleName() + " & java.io.Serializable)");
        }
        if (object instanceof AutoCloseable || type.getModule().isNamed()) {
            throw new RefusedException(
                    "expected what can be sent to other machines, got a " + type.getName()
                            + ", which belongs to this one; use numbers, arrays, collections, records and values of the toolkit");
        }
        return CarriedObject.of(object);
    }
}
