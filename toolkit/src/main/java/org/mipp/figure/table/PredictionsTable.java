package org.mipp.figure.table;

import static org.mipp.figure.table.Columns.number;
import static org.mipp.figure.table.Columns.text;
import static org.mipp.figure.table.Columns.whole;

import java.util.List;
import java.util.stream.IntStream;
import org.mipp.training.judge.Predictions;
import tech.tablesaw.api.Table;

/** What a network takes images for, image by image. */
public final class PredictionsTable {

    private PredictionsTable() {}

    /**
     * Lists predictions.
     *
     * @param predictions what a network said
     * @return one row per image: its class and the probability in percent, and the label where there is one
     */
    public static Table of(Predictions predictions) {
        List<Integer> images =
                IntStream.range(0, predictions.images().size()).boxed().toList();
        Table table = Table.create(
                predictions.network(),
                whole("image", images, image -> image),
                whole("class", images, image -> predictions.classes().get(image)),
                number(
                        "probability, %",
                        images,
                        image -> 100
                                * predictions.probability(
                                        image, predictions.classes().get(image))));
        if (predictions.images().labelled()) {
            table.addColumns(
                    whole("label", images, image -> predictions.images().label(image)),
                    text("right", images, image -> predictions.right(image) ? "yes" : "no"));
        }
        return table;
    }
}
