package org.mipp.spark;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.TaskContext;
import org.mipp.run.progress.Interrupts;
import org.mipp.spark.parcel.Parcel;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** A task of Spark that does one of many pieces. */
final class PieceTask extends AbstractFunction2<TaskContext, Iterator<Integer>, byte[]> implements Serializable {

    private static final long serialVersionUID = 1;

    private final Sent pieces;

    PieceTask(Sent pieces) {
        this.pieces = pieces;
    }

    @Override
    public byte[] apply(TaskContext context, Iterator<Integer> numbers) {
        int number = numbers.next();
        return PieceFailedException.guarded("piece " + (number + 1), () -> {
            Callable<?> piece = (Callable<?>) ((List<?>) pieces.value()).get(number);
            return PieceFailedException.guarded(piece.toString(), () -> Parcel.pack(done(piece)));
        });
    }

    private static Object done(Callable<?> piece) {
        try {
            return piece.call();
        } catch (Exception e) {
            throw Interrupts.unchecked(e);
        }
    }
}
