package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.SLF4JServiceProvider;

/** What Maven puts together, tests' libraries included, goes together: the kernel has one class path for everything. */
class ClassPathTest {

    private static final List<Path> JARS = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> path.toString().endsWith(".jar"))
            .toList();

    /** ND4J's protobuf carries four classes of guava, which only guava's reading of internet domains uses: we read none. */
    private static final String LEFT_OUT = "com/google/thirdparty/publicsuffix/";

    @Test
    void noClassIsInTwoJars() throws IOException {
        Map<String, List<String>> places = new TreeMap<>();
        for (Path jar : JARS) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                        .filter(name -> !name.endsWith("module-info.class") && !name.endsWith("package-info.class"))
                        .filter(name -> !name.startsWith(LEFT_OUT))
                        .forEach(name -> places.computeIfAbsent(name, unused -> new ArrayList<>())
                                .add(jar.getFileName().toString()));
            }
        }
        assertTrue(places.size() > 10_000, "the class path was read");
        assertEquals(
                Map.of(),
                places.entrySet().stream()
                        .filter(place -> place.getValue().size() > 1)
                        .collect(Collectors.toMap(
                                place -> place.getKey().replaceAll("/[^/]*$", ""), Map.Entry::getValue, (a, b) -> a)));
    }

    @Test
    void thereIsOneBindingOfSlf4j() {
        assertEquals(
                List.of("org.slf4j.simple.SimpleServiceProvider"),
                ServiceLoader.load(SLF4JServiceProvider.class).stream()
                        .map(provider -> provider.type().getName())
                        .toList());
    }

    @Test
    void thereIsOneVersionOfJnaAndItIsTheOneThatDjlNeeds() {
        assertEquals(
                List.of("jna-5.17.0.jar"),
                JARS.stream()
                        .map(jar -> jar.getFileName().toString())
                        .filter(name -> name.matches("jna-.*"))
                        .toList());
    }
}
