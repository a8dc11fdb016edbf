package org.mipp.spark;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.apache.spark.TaskKilledException;
import org.mipp.run.RefusedException;

/** A piece of work failed on an executor; its message is what reaches the one who asked, for Spark sends texts. */
final class PieceFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String ENGINE = "PyTorch";

    private PieceFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Does a piece of work; if it fails the message says which. */
    static <T> T guarded(String piece, Supplier<T> work) {
        try {
            return work.get();
        } catch (CancellationException e) {
            Thread.currentThread().interrupt(); // Spark has cancelled the job
            throw new TaskKilledException("interrupted");
        } catch (PieceFailedException e) {
            throw e;
        } catch (RefusedException e) {
            throw new PieceFailedException(piece + ": " + e.getMessage(), e);
        } catch (LinkageError | EngineException e) {
            throw withoutNatives(piece, e);
        } catch (RuntimeException e) {
            throw Engine.getAllEngines().contains(ENGINE)
                    ? new PieceFailedException(piece + ": " + e, e)
                    : withoutNatives(piece, e);
        }
    }

    private static PieceFailedException withoutNatives(String piece, Throwable e) {
        return new PieceFailedException(
                piece + ": expected the toolkit's jars and native libraries on the executor, got " + e
                        + "; they come by spark.executor.extraClassPath, or in the container image",
                e);
    }
}
