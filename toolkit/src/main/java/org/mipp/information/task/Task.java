package org.mipp.information.task;

/** A question to an estimator whose answer is known. */
public sealed interface Task permits MiTask, ConditionalMiTask {

    /** {@return a short name without spaces, unique among the tasks} */
    String id();

    /** {@return the name for tables and figures} */
    String name();

    /** {@return the exact I(X; Y), or I(X; Y | Z) of a conditional task, in nats} */
    double mutualInformation();
}
