package org.mipp.notebook;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

class ConsumerIT {

    @Test
    @ResourceLock(ProjectPython.MAVEN)
    void theToolkitWorksAsADependencyOfAMavenProjectAndByOneLineInANotebook() throws IOException, InterruptedException {
        ProjectPython.test("consumer_test.py");
    }
}
