package org.mipp.spark.parcel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.mipp.run.RefusedException;

/**
 * A value with all that it needs on a machine that has the toolkit's jars but not the cells of the notebook: the bytes of their classes,
 * and the values that the variables had when the parcel was packed. Without those a variable of a cell would silently be 0 or null
 * elsewhere, for it is a static field.
 *
 * <p>Which variables are needed is read from the byte code of what the value can reach, so that what a lambda does not use need not
 * travel. What is to travel and cannot is refused by its name before anything is sent.
 */
public final class Parcel {

    private Parcel() {}

    /**
     * Packs a value.
     *
     * @param value any; values within it that are the same object stay so
     * @return what {@link #open} takes, on this or another machine
     * @throws IllegalArgumentException if something in it cannot travel: it names the variable, and says what it is
     */
    public static byte[] pack(Object value) {
        CellReach reach = new CellReach();
        byte[] packed = write(value, reach);
        List<CellVariable> variables = List.of();
        while (reach.found().size() > variables.size()) { // the values of variables may be lambdas that use others
            variables = List.copyOf(reach.found());
            for (CellVariable variable : variables) {
                write(variable, reach);
            }
        }
        return reach.classes().isEmpty() ? whole(Map.of(), packed) : withCells(value, reach, variables);
    }

    /** Variables first, those that were found last before those that led to them, and in one stream with the value. */
    private static byte[] withCells(Object value, CellReach reach, List<CellVariable> variables) {
        CellVariable[] first = new CellVariable[variables.size()];
        for (int i = 0; i < first.length; i++) {
            first[i] = variables.get(first.length - 1 - i);
        }
        return whole(reach.classes(), write(new Object[] {first, value}, reach));
    }

    private static byte[] write(Object value, CellReach reach) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParcelOutput out = new ParcelOutput(bytes, reach)) {
            out.writeObject(value);
        } catch (RefusedException e) {
            throw value instanceof CellVariable variable
                    ? new RefusedException("variable '" + variable.name() + "': " + e.getMessage(), e)
                    : e;
        } catch (IOException e) {
            throw new RefusedException(
                    "expected values that can be sent to other machines, got one that cannot: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static byte[] whole(Map<String, byte[]> classes, byte[] value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(classes.size());
            for (Map.Entry<String, byte[]> one : classes.entrySet()) {
                out.writeUTF(one.getKey());
                out.writeInt(one.getValue().length);
                out.write(one.getValue());
            }
            out.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Opens a parcel. Classes of cells get a class loader of their own, so that cells that were changed, and other notebooks, do not
     * meet.
     *
     * @param bytes what was packed
     * @return the value
     * @throws IllegalArgumentException if a class is not there: the machine has another version of the toolkit, or none
     */
    public static Object open(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            CellLoader loader = CellLoader.read(in);
            try (ParcelInput objects = new ParcelInput(in, loader)) {
                if (!loader.hasCells()) {
                    return objects.readObject();
                }
                Object[] both = (Object[]) objects.readObject(); // the variables are set while they are read
                return both[1];
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new RefusedException(
                    "expected the same toolkit on all machines, got one without " + e.getMessage()
                            + "; put its jars where spark.executor.extraClassPath says, on every machine",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open what was sent", e);
        }
    }
}
