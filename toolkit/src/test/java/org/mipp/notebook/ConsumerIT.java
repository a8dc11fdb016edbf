package org.mipp.notebook;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConsumerIT {

    @Test
    void theToolkitWorksAsADependencyOfAMavenProjectAndByOneLineInANotebook() throws IOException, InterruptedException {
        PythonTests.pass("consumer_test.py");
    }
}
