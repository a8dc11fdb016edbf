package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunningStatementsTest {

    private final AtomicInteger cell = new AtomicInteger(1);
    private final RunningStatements running = new RunningStatements(cell::get);

    @Test
    void anInterruptCancelsWhatRuns() {
        CompletableFuture<Object> statement = begun("1");
        interrupt();
        assertTrue(statement.isCancelled());
    }

    @Test
    void anInterruptBeforeAStatementIsKnownOrBetweenTwoCancelsTheNextOfTheCell() {
        begun("1");
        running.remove("1");
        interrupt();
        assertTrue(begun("2").isCancelled());
    }

    @Test
    void anInterruptAfterACellDoesNotStopTheNext() {
        begun("1");
        running.remove("1");
        interrupt();
        cell.incrementAndGet();
        assertFalse(begun("2").isCancelled());
    }

    @Test
    void withoutAnInterruptNothingIsCancelled() {
        assertFalse(begun("1").isCancelled());
    }

    private CompletableFuture<Object> begun(String id) {
        CompletableFuture<Object> statement = new CompletableFuture<>();
        running.put(id, statement);
        return statement;
    }

    private void interrupt() {
        running.forEach((id, statement) -> statement.cancel(true));
    }
}
