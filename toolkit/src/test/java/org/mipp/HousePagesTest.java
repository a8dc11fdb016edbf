package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the house lead a newcomer to rooms and files that are there. */
class HousePagesTest {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Path SOURCES = Path.of("src/main/java/org/mipp");
    private static final Pattern ROOM = Pattern.compile("`([a-z.]+)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*)`");
    private static final Pattern PATH = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w*)`");

    /** A row of the table of rooms: several rooms beside each other, what lives there, what to open first. */
    private record Row(List<String> rooms, List<String> types) {

        static Row of(String line) {
            String[] cells = line.split("\\|");
            List<String> named = found(ROOM, cells[1]);
            String first = named.get(0);
            String beside = first.substring(0, first.lastIndexOf('.') + 1);
            return new Row(
                    named.stream()
                            .map(room -> room.equals(first) ? room : beside + room)
                            .toList(),
                    found(TYPE, cells[3]));
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static List<Row> rows() throws IOException {
        String text = Files.readString(PAGE);
        return text.substring(text.indexOf("| room |"), text.indexOf("## Where is it decided?"))
                .lines()
                .filter(line -> line.startsWith("| `") && !line.contains("`toolkit/")) // rooms of this module
                .map(Row::of)
                .toList();
    }

    @Test
    void everyRoomIsInTheTableOfRooms() throws IOException {
        Set<String> rooms;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            rooms = files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(room -> !room.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(
                rooms,
                rows().stream().flatMap(row -> row.rooms().stream()).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whatToOpenFirstIsInItsRoom() throws IOException {
        for (Row row : rows()) {
            assertTrue(!row.types().isEmpty(), row.rooms() + " has nothing to open first");
            for (String type : row.types()) {
                assertTrue(
                        row.rooms().stream()
                                .anyMatch(room -> Files.exists(
                                        SOURCES.resolve(room.replace('.', '/')).resolve(type + ".java"))),
                        type + " is not in " + row.rooms());
            }
        }
    }

    @Test
    void everyPathLeadsToAFile() throws IOException {
        int paths = 0;
        for (Path page : List.of(PAGE, Path.of("docs/glossary.md"), Path.of("../CONTRIBUTING.md"))) {
            for (String path : found(PATH, Files.readString(page))) {
                boolean there = Stream.of(SOURCES, Path.of("spark").resolve(SOURCES))
                        .anyMatch(sources -> Files.exists(sources.resolve(path + ".java")));
                assertTrue(there, page + " leads to " + path);
                paths++;
            }
        }
        assertTrue(paths > 30, "paths that are named: " + paths);
    }
}
