package org.mipp.spark.parcel;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Objects;
import org.mipp.run.RefusedException;

/** A variable of a cell: a static field, whose value is read when it is written, and set where it is read. */
final class CellVariable implements Serializable {

    private static final long serialVersionUID = 1;

    private transient Field field;

    CellVariable(Class<?> owner, String name) {
        try {
            this.field = owner.getDeclaredField(name);
            field.setAccessible(true);
        } catch (NoSuchFieldException e) {
            throw new RefusedException(
                    "variable '" + name + "': expected it in the cell that declares it, found none", e);
        }
    }

    String name() {
        return field.getName();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.writeObject(field.getDeclaringClass());
        out.writeUTF(field.getName());
        try {
            out.writeObject(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // made accessible
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        Class<?> owner = (Class<?>) in.readObject();
        try {
            field = owner.getDeclaredField(in.readUTF());
            field.setAccessible(true);
            field.set(null, in.readObject());
        } catch (ReflectiveOperationException e) {
            throw new IOException("cannot set a variable of a cell", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellVariable variable && variable.field.equals(field);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field);
    }
}
