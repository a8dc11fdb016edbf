package org.mipp;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file makes a small process run out of memory, and those that fit are read. */
class HostileFilesTest {

    private static final String FITS = "expected to fit into 268435456 bytes, half of the Java heap, got ";

    /** How each outcome begins or what it contains. */
    private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put("idx of 1 MB that announces 2^30", FITS + "1073741824 values of 1 bytes each");
        EXPECTED.put("idx of 100 MB", "expected the content with SHA-256"); // read, and no MNIST
        EXPECTED.put("six CIFAR files of 60,000 images", FITS);
        EXPECTED.put("six CIFAR files of 9,000 images", "read");
        EXPECTED.put("npz of 2^27 truth values", FITS + "134217728 values of 8 bytes each");
        EXPECTED.put("npz of 2^25 bytes in Fortran order", FITS + "33554432 values of 12 bytes each");
        EXPECTED.put("npz of 2^24 bytes in Fortran order", "read");
        EXPECTED.put("safetensors of 400,000 names", FITS);
        EXPECTED.put("safetensors of 4,000 names", "read");
        EXPECTED.put("data set of 50,000 images", FITS);
        EXPECTED.put("data set of 20,000 images", "read");
        EXPECTED.put(
                "architecture in 100,000 brackets", "expected the JSON that this toolkit writes, got something else");
        EXPECTED.put("architecture of 100,000 layers", "expected at most 10000 layers, got more; use fewer blocks");
        EXPECTED.put("sample of one line of 60 MB", "line 1: expected at most 4194304 characters, got more");
        EXPECTED.put("sample of 40 MB", FITS);
        EXPECTED.put("sample of 4 MB", "read");
        EXPECTED.put("ledger of 60 MB", FITS);
    }

    @Test
    void everyFileIsReadOrRefusedInASmallHeap(@TempDir Path folder) throws Exception {
        Map<String, String> outcomes = run(HostileFiles.class, folder.toString());
        assertEquals(EXPECTED.keySet(), outcomes.keySet());
        assertAll(EXPECTED.entrySet().stream().map(expected -> () -> {
            String outcome = outcomes.get(expected.getKey());
            String refusal = "RefusedException: ";
            assertTrue(
                    expected.getValue().equals("read")
                            ? outcome.equals("read")
                            : outcome.startsWith(refusal) && outcome.contains(expected.getValue()),
                    expected.getKey() + ": " + outcome);
        }));
    }

    @Test
    void noMutationOfAFileEndsInAnythingButARefusal(@TempDir Path folder) throws Exception {
        Map<String, String> outcomes = run(FuzzedFiles.class, folder.toString(), "7", "4");
        outcomes.forEach((format, outcome) ->
                assertTrue(outcome.matches("[0-9]+ read, [1-9][0-9]* refused"), format + ": " + outcome));
        assertEquals(FuzzedFiles.FORMATS, outcomes.keySet());
    }

    private static Map<String, String> run(Class<?> program, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Map<String, String> outcomes = new LinkedHashMap<>();
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(": "))
                .forEach(line ->
                        outcomes.put(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2)));
        assertEquals(0, process.waitFor(), outcomes.toString());
        return outcomes;
    }
}
