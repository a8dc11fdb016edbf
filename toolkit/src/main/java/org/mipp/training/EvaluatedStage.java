package org.mipp.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mipp.data.Dataset;
import org.mipp.data.ImageWarnings;
import org.mipp.network.NetworkStage;
import org.mipp.training.judge.Evaluation;

/** A network of which is known how well it does on test images. */
public sealed interface EvaluatedStage extends NetworkStage permits TrainedNetwork, EvaluatedNetwork {

    /** {@return what it was trained on, or is to be judged by and retrained on} */
    Dataset dataset();

    /** {@return how well it does on the test images of its data} */
    Evaluation test();

    @Override
    default Optional<Dataset> data() {
        return Optional.of(dataset());
    }

    /** {@return doubts about the images that it is judged by, for display} */
    default List<String> warnings() {
        return ImageWarnings.of(dataset().test()).stream()
                .map(doubt -> "test images: " + doubt)
                .toList();
    }

    /** {@return name, data, test accuracy and size in one line} */
    default String summary() {
        return String.format(
                Locale.ROOT,
                "%s on %s: test accuracy %s, %,d parameters",
                label(),
                dataset().name(),
                test().shares(),
                network().architecture().parameterCount());
    }
}
