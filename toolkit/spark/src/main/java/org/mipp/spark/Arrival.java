package org.mipp.spark;

import java.util.function.BiConsumer;
import org.mipp.spark.parcel.Parcel;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Opens a result as soon as it comes back, in Spark's own thread, with the classes of the one who asked. */
final class Arrival extends AbstractFunction2<Object, byte[], BoxedUnit> {

    private final ClassLoader loader;
    private final BiConsumer<Integer, Object> take;

    Arrival(ClassLoader loader, BiConsumer<Integer, Object> take) {
        this.loader = loader;
        this.take = take;
    }

    @Override
    public BoxedUnit apply(Object number, byte[] bytes) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            take.accept((Integer) number, Parcel.open(bytes));
        } finally {
            thread.setContextClassLoader(before);
        }
        return BoxedUnit.UNIT;
    }
}
