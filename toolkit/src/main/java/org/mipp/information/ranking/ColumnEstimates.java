package org.mipp.information.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mipp.information.CheckedEstimate;
import org.mipp.information.MiEstimator;
import org.mipp.information.estimator.DiscreteMi;
import org.mipp.information.table.SampleColumn;
import org.mipp.linalg.Matrix;

/** Information among columns of a table, by an estimator of one's own or by those that fit. */
final class ColumnEstimates {

    private final Optional<MiEstimator> own;

    ColumnEstimates(Optional<MiEstimator> own) {
        this.own = own;
    }

    /** I(X; Y). */
    double pair(SampleColumn x, SampleColumn y) {
        return CheckedEstimate.of(own.orElseGet(() -> FittingEstimator.of(x, y)), x.values(), y.values());
    }

    /** I(X; Y | known). */
    double conditional(SampleColumn x, SampleColumn y, List<SampleColumn> known) {
        SampleColumn[] all = Stream.concat(Stream.of(x, y), known.stream()).toArray(SampleColumn[]::new);
        return CheckedEstimate.of(severalColumns(all), x.values(), y.values(), beside(known));
    }

    /** Where all are discrete their frequencies say all; otherwise neighbours, among which labels are only far apart. */
    MiEstimator severalColumns(SampleColumn... columns) {
        return own.orElseGet(
                () -> Arrays.stream(columns).allMatch(column -> column.kind().discrete())
                        ? new DiscreteMi(true)
                        : FittingEstimator.forNumbers(columns[0].rows()));
    }

    static Matrix beside(List<SampleColumn> columns) {
        Matrix[] parts = columns.stream().map(SampleColumn::values).toArray(Matrix[]::new);
        return Matrix.fill(parts[0].rows(), parts.length, (i, j) -> parts[j].get(i, 0));
    }
}
