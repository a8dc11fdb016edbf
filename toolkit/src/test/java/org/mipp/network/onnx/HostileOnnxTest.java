package org.mipp.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed files end in nothing but clear refusals, in a small heap. */
class HostileOnnxTest {

    private static final int CHANGES = 20_000;

    @Test
    void noChangeOfAFileEndsInAnythingButARefusal(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FuzzedOnnx.class.getName(),
                        folder.toString(),
                        "0",
                        String.valueOf(CHANGES))
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        assertTrue(printed.contains("onnx: ") && printed.contains(" refused, none slow"), printed);
    }
}
