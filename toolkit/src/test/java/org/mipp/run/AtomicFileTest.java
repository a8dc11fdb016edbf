package org.mipp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves, and what it must not take from a living one. */
class AtomicFileTest {

    @TempDir
    private Path folder;

    /** Writes a line and then hangs. */
    public static final class Hanging {
        /** With the file. */
        public static void main(String[] arguments) {
            AtomicFile.write(Path.of(arguments[0]), out -> {
                out.write("half".getBytes(StandardCharsets.UTF_8));
                out.flush();
                System.out.println("written");
                try {
                    TimeUnit.MINUTES.sleep(2);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            });
        }
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** As if it had been written an hour ago. */
    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    @Test
    void aPartOfAKilledSaveGoesWithTheNextOneAndThatOfARunningOneStays() throws Exception {
        Path file = folder.resolve("net.safetensors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hanging.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertEquals("written", process.inputReader().readLine());
            List<String> parts = List.copyOf(names());
            assertEquals(1, parts.size());
            age(folder.resolve(parts.get(0)));
            write(file, "whole");
            assertEquals(Set.of("net.safetensors", parts.get(0)), names(), "another process is writing");
            process.destroyForcibly().waitFor();
            write(file, "whole again");
            assertEquals(Set.of("net.safetensors"), names());
            assertEquals("whole again", Files.readString(file));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void partsOfThisProcessOfOtherFilesAndOfAMomentAgoStay() throws IOException {
        String id = ".0a1b2c3d-0000-4000-8000-0123456789ab.part";
        Path ours = Files.writeString(folder.resolve("a" + id), "");
        Path others = Files.writeString(folder.resolve("aa" + id), "");
        Path named = Files.writeString(folder.resolve("a.part"), "");
        write(folder.resolve("a"), "1");
        assertEquals(Set.of("a", "a" + id, "aa" + id, "a.part"), names(), "made just now");
        for (Path file : List.of(ours, others, named)) {
            age(file);
        }
        AtomicFile.write(folder.resolve("a"), out -> write(folder.resolve("a"), "nested"));
        assertEquals(Set.of("a", "aa" + id, "a.part"), names());
    }
}
