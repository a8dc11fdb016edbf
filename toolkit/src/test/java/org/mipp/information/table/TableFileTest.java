package org.mipp.information.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.run.RefusedException;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TableFileTest {

    @TempDir
    Path folder;

    /**
     * What pandas 3.0 writes: {@code pandas.DataFrame({'age': [31, 45], 'city, town': ['Bath', 'say "hi"'], 'sick': [True,
     * False], 'since': pandas.to_datetime(['2020-01-31', '2021-02-28'])}).to_csv('a.csv')}.
     */
    private static final String PANDAS = ",age,\"city, town\",sick,since\n"
            + "0,31,Bath,True,2020-01-31\n"
            + "1,45,\"say \"\"hi\"\"\",False,2021-02-28\n";

    @Test
    void readsWhatPandasWritesWithoutItsIndex() throws IOException {
        Table table = TableFile.read(write(PANDAS, StandardCharsets.UTF_8));
        assertEquals(List.of("age", "city, town", "sick", "since"), table.columnNames());
        assertEquals(
                List.of(ColumnType.INTEGER, ColumnType.STRING, ColumnType.BOOLEAN, ColumnType.LOCAL_DATE),
                table.types());
        assertEquals("say \"hi\"", table.column("city, town").getString(1));
    }

    @Test
    void aMarkOfTheByteOrderBelongsToNoName() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            Table table = TableFile.read(write("\uFEFFgröße,y\n1.5,2\n", charset));
            assertEquals(List.of("größe", "y"), table.columnNames(), charset.name());
        }
        assertEquals(
                "größe",
                TableFile.read(write("größe,y\n1,2\n", Charset.forName("windows-1252")))
                        .columnNames()
                        .get(0));
    }

    @Test
    void semicolonsComeWithDecimalCommas() throws IOException {
        Table table = TableFile.read(write("a;b;c\n1,5;-2,25;x,y\n,5;1e3;z\r\n", StandardCharsets.UTF_8));
        assertEquals(List.of(1.5, 0.5), table.doubleColumn("a").asList());
        assertEquals(List.of(-2.25, 1000.0), table.doubleColumn("b").asList());
        assertEquals("x,y", table.column("c").getString(0));
        assertEquals(
                1.5,
                TableFile.read(write("a\tb\n1.5\t2\n", StandardCharsets.UTF_8))
                        .doubleColumn("a")
                        .get(0));
    }

    @Test
    void aTypeThatOnlyALateRowShowsIsFoundAllTheSame() throws IOException {
        String rows = "1\n".repeat(20_000) + "2.5\n";
        assertEquals(
                2.5,
                TableFile.read(write("a\n" + rows, StandardCharsets.UTF_8))
                        .numberColumn(0)
                        .max());
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        assertRefused("expected a CSV file, got none", folder.resolve("nowhere.csv"));
        assertRefused("expected names of columns in the first line, got nothing", write("", StandardCharsets.UTF_8));
        assertRefused(
                "expected names of columns in the first line, got numbers only: [1, 2.5]",
                write("1,2.5\n3,4\n", StandardCharsets.UTF_8));
        assertRefused(
                "expected rows below the names of the columns, got the names only: [a, b]; write the table with its rows",
                write("a,b\n", StandardCharsets.UTF_8));
        assertRefused("expected rows below the names of the columns", write(",a,b", StandardCharsets.UTF_8));
        assertRefused("got 'Age' in columns 1 and 3; rename one", write("age,b,Age\n1,2,3\n", StandardCharsets.UTF_8));
        assertRefused(
                "expected a table, got what cannot be read as one: An IndexOutOfBoundsException occurred while detecting",
                write("a,b\n1,2\n1,2,3\n", StandardCharsets.UTF_8));
    }

    private static void assertRefused(String words, Path file) {
        String message =
                assertThrows(RefusedException.class, () -> TableFile.read(file)).getMessage();
        assertTrue(message.contains(words) && message.contains(file.toString()), message);
    }

    private Path write(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("a.csv"), text.getBytes(charset));
    }
}
