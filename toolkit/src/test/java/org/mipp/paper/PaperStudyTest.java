package org.mipp.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feature selection, and masks whose information with the data is known. */
class PaperStudyTest {

    private static final Map<PaperStudy, Integer> ROWS =
            Map.of(PaperStudy.PIXELS, 2 * 9, PaperStudy.MASKS, 2 * 6, PaperStudy.SEARCH, 2);

    @Test
    void informationOfMasksIsThatOfAChannelWithAsManyErrors() {
        assertEquals(0, MaskStudy.information(1 / MaskStudy.SETS), 1e-12, "drawn evenly: nothing");
        assertEquals(Math.log(MaskStudy.SETS), MaskStudy.information(1), 1e-12, "always right: the set's entropy");
        double before = 0;
        for (double right : new double[] {0.1, 0.3, 0.6, 0.9}) {
            double now = MaskStudy.information(right);
            assertTrue(now > before, "more often right tells more");
            before = now;
        }
        assertEquals(counted(0.3), MaskStudy.information(0.3), 1e-12, "slow twin");
    }

    /** The sum over all pairs of a set and a mask. */
    private static double counted(double right) {
        int sets = (int) MaskStudy.SETS;
        double sum = 0;
        for (int set = 0; set < sets; set++) {
            for (int mask = 0; mask < sets; mask++) {
                double both = (set == mask ? right : (1 - right) / (sets - 1)) / sets;
                sum += both * Math.log(both * sets * sets);
            }
        }
        return sum;
    }

    @Test
    void aDrawnMaskHasItsSize() {
        for (int seed = 0; seed < 5; seed++) {
            boolean[] drawn = PixelStudy.drawn(12, 4, new SplittableRandom(seed));
            int count = 0;
            for (boolean stays : drawn) {
                count += stays ? 1 : 0;
            }
            assertEquals(4, count);
        }
    }

    @Test
    void bothStudiesRunInSmokeFormAndGoOnWhereTheyWere(@TempDir Path folder) throws Exception {
        for (PaperStudy study : PaperStudy.values()) {
            run(study.word(), "--smoke", "--out", folder.toString());
            Path file = folder.resolve(study.word() + "-smoke.study.jsonl");
            List<String> rows = Files.readAllLines(file);
            assertEquals(1 + ROWS.get(study), rows.size(), study.word());
            Files.write(file, rows.subList(0, rows.size() - 2)); // as a kill leaves it
            run(study.word(), "--smoke", "--out", folder.toString());
            assertEquals(withoutSeconds(rows), withoutSeconds(Files.readAllLines(file)), "the same numbers again");
            assertEquals(List.of(), study.in(folder), "a smoke run is not on the page");
        }
    }

    private static List<String> withoutSeconds(List<String> rows) {
        return rows.stream()
                .map(row -> row.replaceAll("\"seconds\":[0-9.E-]+", ""))
                .toList();
    }

    private static void run(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertEquals(
                0,
                PaperProgram.run(new PrintStream(said, true, StandardCharsets.UTF_8), words),
                () -> said.toString(StandardCharsets.UTF_8));
    }
}
