package org.mipp.figure.table;

import static org.mipp.figure.table.Columns.number;
import static org.mipp.figure.table.Columns.text;
import static org.mipp.figure.table.Columns.whole;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mipp.training.judge.Confusion;
import tech.tablesaw.api.Table;

/** What a network takes the images of each class for, as a table. */
public final class ConfusionTable {

    private ConfusionTable() {}

    /**
     * Lists the classes.
     *
     * @param confusion the counts
     * @return one row per class that has images, the worst first: accuracy in percent, and what it is most often taken for
     */
    public static Table of(Confusion confusion) {
        double[] accuracies = confusion.accuracies();
        int[] images = confusion.images();
        List<Integer> labels = IntStream.range(0, images.length)
                .filter(label -> images[label] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(label -> accuracies[label]))
                .toList();
        return Table.create(
                confusion.network(),
                text("class", labels, label -> confusion.classNames().get(label)),
                whole("images", labels, label -> images[label]),
                number("accuracy, %", labels, label -> 100 * accuracies[label]),
                text("most often taken for", labels, label -> mistaken(confusion, label)));
    }

    private static String mistaken(Confusion confusion, int label) {
        return confusion.mistakes().stream()
                .filter(count -> count.label() == label)
                .findFirst()
                .map(count -> String.format(
                        Locale.ROOT, "%s, %d times", confusion.classNames().get(count.answer()), count.images()))
                .orElse("");
    }
}
