package org.mipp.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        String output = refusal(Map.of());
        assertTrue(output.contains("a Java development kit, version 17 or newer"), output);
        assertTrue(output.contains("Maven (apt install maven)"), output);
        assertTrue(output.contains("Python 3.9 or newer"), output);
    }

    @Test
    void refusesAnOldJava() throws IOException, InterruptedException {
        pretend("mvn", "exit 0");
        pretend("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        realPython();
        String output = refusal(Map.of());
        assertTrue(output.contains("expected Java 17 or newer, found in the PATH: openjdk version \"11.0.2\""), output);
        assertFalse(output.contains("Traceback"), output);
    }

    @Test
    void refusesARuntimeWithoutTheCompiler() throws IOException, InterruptedException {
        pretend("mvn", "exit 0");
        pretend("java", "echo 'openjdk version \"17.0.15\"' >&2; echo java.base@17.0.15");
        realPython();
        Path home = Files.createDirectories(bin.resolve("jre"));
        Files.createDirectories(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("bin").resolve("java"), bin.resolve("java"));
        String output = refusal(Map.of("JAVA_HOME", home.toString()));
        assertTrue(output.contains("the Java in JAVA_HOME=" + home), output);
        assertTrue(output.contains("is a runtime without jdk.jshell"), output);
    }

    private void pretend(String program, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void realPython() throws IOException {
        pretend(
                "python3",
                "exec "
                        + Path.of("..", ".venv", "bin", "python")
                                .toAbsolutePath()
                                .normalize() + " \"$@\"");
    }

    private String refusal(Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(RUN.toString()).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), output);
        return output;
    }
}
