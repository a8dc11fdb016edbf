package org.mipp.spark;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/** Counts the tasks of one call that have been done, for its progress bar. */
final class TaskCount extends SparkListener {

    private final String group;
    private final Set<Object> stages = ConcurrentHashMap.newKeySet();
    private final AtomicLong done = new AtomicLong();
    private final AtomicBoolean begun = new AtomicBoolean();

    TaskCount(String group) {
        this.group = group;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        if (Optional.ofNullable(job.properties())
                .map(properties -> properties.getProperty("spark.jobGroup.id"))
                .filter(group::equals)
                .isPresent()) {
            stages.addAll(CollectionConverters.asJava(job.stageIds()));
        }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart task) {
        if (stages.contains(task.stageId())) {
            begun.set(true);
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        if (stages.contains(task.stageId()) && task.reason() == Success$.MODULE$) {
            done.incrementAndGet();
        }
    }

    /** How many have been done since it was last asked. */
    long more() {
        return done.getAndSet(0);
    }

    boolean begun() {
        return begun.get();
    }
}
