package org.mipp.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of this room: it alone sees Spark, it does not see the notebook, and nothing sees it. */
class RulesTest {

    private static final int LONGEST = 250;
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mipp");

    @Test
    void onlyThisRoomSeesSparkAndNothingSeesIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.mipp.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.parquet..", "org.mipp.spark..")
                .check(ALL);
    }

    @Test
    void itDoesNotSeeTheNotebookAndParcelsDoNotSeeSpark() {
        noClasses()
                .that()
                .resideInAPackage("org.mipp.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mipp.notebook..", "org.dflib..", "org.mipp.paper..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("org.mipp.spark.parcel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..", "org.mipp.spark", "org.mipp.capture..")
                .check(ALL);
    }

    @Test
    void noFileIsLong() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> longOnes = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > LONGEST)
                    .toList();
            assertEquals(List.of(), longOnes);
        }
    }

    private static long lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
