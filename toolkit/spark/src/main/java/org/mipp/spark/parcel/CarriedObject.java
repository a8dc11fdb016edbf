package org.mipp.spark.parcel;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.mipp.run.RefusedException;
import org.objenesis.ObjenesisStd;

/** An object by its fields, those of its superclasses first; what is transient is derived anew. */
record CarriedObject(Class<?> type, Object[] fields) implements Serializable {

    private static final ObjenesisStd MAKER = new ObjenesisStd();

    static CarriedObject of(Object object) {
        List<Object> values = new ArrayList<>();
        try {
            for (Field field : fields(object.getClass())) {
                values.add(field.get(object));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // made accessible
        }
        return new CarriedObject(object.getClass(), values.toArray());
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = type.getSuperclass() == null ? new ArrayList<>() : fields(type.getSuperclass());
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                if (type.getModule().isNamed()) {
                    throw new RefusedException("expected what can be sent to other machines, got a kind of "
                            + type.getName() + ", which belongs to this one");
                }
                field.setAccessible(true);
                fields.add(field);
            }
        }
        return fields;
    }

    private Object readResolve() {
        Object object = MAKER.newInstance(type);
        try {
            List<Field> all = fields(type);
            for (int i = 0; i < fields.length; i++) {
                all.get(i).set(object, fields[i]);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // made accessible
        }
        return object;
    }
}
