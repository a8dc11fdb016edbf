package org.mipp.information.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mipp.information.table.ColumnKind;
import org.mipp.information.table.SampleColumn;
import org.mipp.information.table.TableSamples;
import org.mipp.linalg.Matrix;

/** A table of which is known what tells what: columns R tell about the target, columns N are noise. */
final class PlantedTable {

    private static final int ROWS = 300;

    private PlantedTable() {}

    /** The target is the sum of two normal columns, and one of four grades that tells less; noise of each kind. */
    static TableSamples of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] strong = normal(random);
        double[] weak = normal(random);
        double[] grade = normal(random);
        double[] noise = normal(random);
        double[] target = IntStream.range(0, ROWS)
                .mapToDouble(i -> strong[i] + 0.6 * weak[i] + 0.8 * grade(grade[i]) + 0.3 * noise[i])
                .toArray();
        List<SampleColumn> columns = new ArrayList<>(List.of(
                SampleColumn.ofNumbers("N normal", normal(random)),
                SampleColumn.ofNumbers("R weak", weak),
                SampleColumn.ofNumbers("R strong", strong),
                labels("R grade", Arrays.stream(grade).map(PlantedTable::grade).toArray()),
                labels(
                        "N grade",
                        Arrays.stream(normal(random)).map(PlantedTable::grade).toArray()),
                SampleColumn.ofNumbers("target", target)));
        return new TableSamples("planted", columns, List.of());
    }

    static TableSamples with(TableSamples table, SampleColumn... more) {
        List<SampleColumn> columns = new ArrayList<>(table.columns());
        columns.addAll(Arrays.asList(more));
        return new TableSamples(table.name(), columns, table.warnings());
    }

    static SampleColumn labels(String name, double... codes) {
        return new SampleColumn(
                name, ColumnKind.LABELS, Matrix.of(codes.length, 1, codes), List.of("a", "b", "c", "d"));
    }

    private static double grade(double value) {
        return Math.max(0, Math.min(3, Math.floor(2 + value)));
    }

    private static double[] normal(SplittableRandom random) {
        return IntStream.range(0, ROWS).mapToDouble(i -> random.nextGaussian()).toArray();
    }
}
