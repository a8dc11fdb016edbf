package org.mipp.spark.parcel;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads the classes of cells that came in a parcel, and everything else as this process does. */
final class CellLoader extends ClassLoader {

    private final Map<String, byte[]> classes;

    private CellLoader(Map<String, byte[]> classes) {
        super(parent());
        this.classes = classes;
    }

    private static ClassLoader parent() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Parcel.class.getClassLoader() : context;
    }

    static CellLoader read(DataInputStream in) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            classes.put(name, bytes);
        }
        return new CellLoader(classes);
    }

    boolean hasCells() {
        return !classes.isEmpty();
    }

    /** So that what was opened can be packed again, as a result that holds an estimator of a cell is. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = classes.get(name.replaceAll("\\.class$", "").replace('/', '.'));
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    /** Its own classes first: in the notebook's process the parent has cells of the same names. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            @Nullable Class<?> loaded = findLoadedClass(name);
            byte[] bytes = classes.get(name);
            if (loaded == null && bytes != null) {
                loaded = defineClass(name, bytes, 0, bytes.length);
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }
}
