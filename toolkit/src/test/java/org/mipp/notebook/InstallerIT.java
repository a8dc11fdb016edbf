package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the two commands say on a machine that lacks something. */
class InstallerIT {

    private static final Path RUN =
            Path.of("..", "kernel-config", "run").toAbsolutePath().normalize();

    @TempDir
    private Path bin;

    @BeforeEach
    void aMachineWithAShell() throws IOException {
        for (String tool : List.of("sh", "dirname", "cat")) {
            for (String folder : List.of("/bin", "/usr/bin")) {
                Path program = Path.of(folder, tool);
                if (Files.exists(program) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), program);
                }
            }
        }
    }

    @Test
    void namesEverythingThatIsMissing() throws IOException, InterruptedException {
        String output = refusal();
        assertTrue(output.contains("a Java development kit, version 17 or newer"), output);
        assertTrue(output.contains("Maven (apt install maven)"), output);
        assertTrue(output.contains("Python 3.10 or newer"), output);
    }

    /** The rest is in Python, for it looks into the installer and takes away networks and disks. */
    @Test
    @ResourceLock(ProjectPython.MAVEN)
    void saysWhatIsWrongAndHowToMendItAndLeavesNothingHalfInstalled() throws IOException, InterruptedException {
        ProjectPython.test("installer_test.py");
    }

    @Test
    void theHeapFollowsTheMachineOrWhatIsAskedFor() throws IOException, InterruptedException {
        ProjectPython.test("heap_test.py");
    }

    private String refusal() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(RUN.toString()).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", bin.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), output);
        return output;
    }
}
