package org.mipp.spark.parcel;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads what {@link ParcelOutput} has written, with the classes of cells that came along. */
final class ParcelInput extends ObjectInputStream {

    private final ClassLoader loader;

    ParcelInput(InputStream in, ClassLoader loader) throws IOException {
        super(in);
        this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        try {
            return Class.forName(description.getName(), false, loader);
        } catch (ClassNotFoundException e) {
            return super.resolveClass(description); // primitive types
        }
    }
}
