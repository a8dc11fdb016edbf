package org.mipp.information.task;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mipp.run.ClosestName;
import org.mipp.run.RefusedException;

/** The tasks that come with the toolkit. All exact values are computed when a task is made. */
public final class Tasks {

    private static final int NAMED_IN_ERRORS = 3;

    private Tasks() {}

    /**
     * Gives the 40 tasks of the benchmark of Czyż et al. (NeurIPS 2023), continuous X and Y of 1 to 50 columns.
     *
     * @return the tasks, from easy to hard by theme
     */
    public static List<MiTask> all() {
        MiTask bivariate = NormalTasks.bivariate();
        List<MiTask> tasks = new ArrayList<>(List.of(
                bivariate,
                NormalTasks.uniformMargins(bivariate),
                OtherTasks.additive(0.1),
                OtherTasks.additive(0.75),
                NormalTasks.bimodal(),
                NormalTasks.wiggly(),
                NormalTasks.halfCube(bivariate),
                OtherTasks.student(1, 1),
                OtherTasks.asinh(OtherTasks.student(1, 1)),
                NormalTasks.swissRoll()));
        Stream.of(2, 3, 5, 25, 50).map(NormalTasks::dense).forEach(tasks::add);
        Stream.of(2, 3, 5, 25).map(NormalTasks::sparse).forEach(tasks::add);
        tasks.addAll(List.of(
                OtherTasks.student(2, 1),
                OtherTasks.student(2, 2),
                OtherTasks.student(3, 2),
                OtherTasks.student(3, 3),
                OtherTasks.student(5, 2),
                OtherTasks.student(5, 3)));
        List<MiTask> sparse = Stream.of(3, 5, 25).map(NormalTasks::sparse).toList();
        List<MiTask> uniform = sparse.stream().map(NormalTasks::uniformMargins).toList();
        tasks.addAll(uniform);
        sparse.stream().map(NormalTasks::halfCube).forEach(tasks::add);
        sparse.stream().map(NormalTasks::spiral).forEach(tasks::add);
        uniform.stream().map(NormalTasks::spiral).forEach(tasks::add);
        tasks.add(OtherTasks.asinh(OtherTasks.student(2, 1)));
        tasks.add(OtherTasks.asinh(OtherTasks.student(3, 2)));
        tasks.add(OtherTasks.asinh(OtherTasks.student(5, 2)));
        return List.copyOf(tasks);
    }

    /**
     * Gives tasks that ask for I(X; Y | Z): chain, collider, copies, exclusive or.
     *
     * @return the tasks
     */
    public static List<ConditionalMiTask> conditional() {
        return List.of(
                ConditionalTasks.chain(),
                ConditionalTasks.partial(),
                ConditionalTasks.collider(),
                ConditionalTasks.nearCopies(),
                ConditionalTasks.copies(),
                ConditionalTasks.xor(),
                ConditionalTasks.xor(0.1),
                ConditionalTasks.noisyXor(0.3));
    }

    /**
     * Gives tasks whose Y is a label.
     *
     * @return the tasks
     */
    public static List<MiTask> labelled() {
        return List.of(
                LabelledTasks.mixture(0, -1, 1),
                LabelledTasks.mixture(4, -1, 1),
                LabelledTasks.mixture(0, -4, -2, 0, 2, 4),
                LabelledTasks.channel(2, 0.1),
                LabelledTasks.channel(10, 0.2),
                LabelledTasks.threshold(0.5),
                LabelledTasks.sameSign(2),
                LabelledTasks.sameSign(5));
    }

    /**
     * Finds a task by its id.
     *
     * @param id of one of {@link #all()} or {@link #labelled()}
     * @return the task
     * @throws IllegalArgumentException if there is none of that id; the message names those with the most similar ids
     */
    public static MiTask get(String id) {
        return find(id, Stream.concat(all().stream(), labelled().stream()).toList());
    }

    /**
     * Finds a conditional task by its id.
     *
     * @param id of one of {@link #conditional()}
     * @return the task
     * @throws IllegalArgumentException if there is none of that id; the message names those with the most similar ids
     */
    public static ConditionalMiTask getConditional(String id) {
        return find(id, conditional());
    }

    private static <T extends Task> T find(String id, List<T> tasks) {
        return tasks.stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException("task: expected the id of one of " + tasks.size()
                        + " tasks, got '" + id + "'; similar ones are " + similar(id, tasks)));
    }

    private static String similar(String id, List<? extends Task> tasks) {
        return ClosestName.closest(id, tasks.stream().map(Task::id).toList()).stream()
                .limit(NAMED_IN_ERRORS)
                .collect(Collectors.joining(", "));
    }
}
