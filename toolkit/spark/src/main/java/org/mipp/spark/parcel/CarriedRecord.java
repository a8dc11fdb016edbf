package org.mipp.spark.parcel;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.mipp.run.progress.Interrupts;

/** A record by its components; made again by its own constructor, with all its checks. */
record CarriedRecord(Class<?> type, Object[] components) implements Serializable {

    static CarriedRecord of(Record value) {
        RecordComponent[] parts = value.getClass().getRecordComponents();
        Object[] components = new Object[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                Method accessor = parts[i].getAccessor();
                accessor.setAccessible(true);
                components[i] = accessor.invoke(value);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // made accessible
        } catch (InvocationTargetException e) {
            throw Interrupts.unchecked(e.getCause());
        }
        return new CarriedRecord(value.getClass(), components);
    }

    private Object readResolve() {
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(components);
        } catch (InvocationTargetException e) {
            throw Interrupts.unchecked(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // every record has that constructor
        }
    }
}
