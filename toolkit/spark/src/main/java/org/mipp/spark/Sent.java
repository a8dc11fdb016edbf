package org.mipp.spark;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.mipp.spark.parcel.Parcel;

/**
 * A value that went to every executor once, and is made of its bytes once in each process.
 *
 * @param key of this value alone: Spark counts its broadcasts from 0 again in every context
 * @param bytes a parcel
 */
record Sent(String key, Broadcast<byte[]> bytes) implements Serializable {

    private static final int KEPT = 2; // values of the last jobs
    private static final Map<String, Object> OPEN = new LinkedHashMap<>();

    Object value() {
        synchronized (OPEN) {
            Object value = OPEN.get(key);
            if (value == null) {
                value = Parcel.open(bytes.value());
                OPEN.put(key, value);
                if (OPEN.size() > KEPT) {
                    OPEN.remove(OPEN.keySet().iterator().next());
                }
            }
            return value;
        }
    }
}
