package org.mipp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.capture.Activations;
import org.mipp.experiment.PrunedNetwork;
import org.mipp.figure.network.NetworkFigure;
import org.mipp.figure.pruning.RemovalPathFigure;
import org.mipp.figure.table.Tables;
import org.mipp.network.Network;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.Structure;
import org.mipp.selection.Masks;

/** A network's structure is derived once per architecture, and every step of a chain carries the architecture on. */
class CarriedStructureTest {

    private static final JavaClasses TOOLKIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mipp");

    @Test
    void aChainFromCaptureToTableCarriesOneArchitectureWithItsStructure() {
        Network network = Examples.perceptron(1, 8, 5, 3);
        Structure structure = network.architecture().structure();
        Activations captured = Mipp.capture(network, Examples.noise(400, 2));
        Masks masks = Mipp.selectMasks(captured, Budgets.keep(0.5));
        PrunedNetwork pruned = Mipp.prune(network, masks);
        for (Object shown : List.of(
                masks.toString(),
                pruned.toString(),
                NetworkFigure.of(masks),
                RemovalPathFigure.of(masks),
                Tables.of(masks),
                Tables.of(pruned),
                Tables.of(network))) {
            assertFalse(shown.toString().isEmpty());
        }
        assertSame(structure, captured.stage().network().architecture().structure());
        assertSame(
                structure, masks.activations().stage().network().architecture().structure());
        assertSame(structure, network.architecture().structure());
        assertEquals(
                4, pruned.network().architecture().structure().prunable().get(0).nodes());
    }

    @Test
    void nobodyDerivesAStructureButTheArchitectureThatCarriesIt() {
        noClasses()
                .that()
                .areNotAssignableTo(Architecture.class)
                .should()
                .callMethod(Structure.class, "of", Architecture.class)
                .check(TOOLKIT);
    }
}
