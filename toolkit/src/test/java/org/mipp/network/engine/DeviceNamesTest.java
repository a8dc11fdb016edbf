package org.mipp.network.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mipp.network.zoo.LeNet5;

/** Every name of a device that DJL accepts, on a machine that has none but the CPU. */
class DeviceNamesTest {

    private static final long CARD = 8_000_000_000L;
    private static final long TAKEN = 3_000_000_000L;
    private static final JavaClasses TOOLKIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mipp");

    /** A machine with cards, which notes of which it was asked. */
    private static MemoryUsage asked(Device device, List<Device> noted) {
        noted.add(device);
        return new MemoryUsage(0, TAKEN, TAKEN, CARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "gpu0", "gpu1", "gpu7", "mps", "0", "3", "-1"})
    void memoryIsThatOfTheDevice(String name) {
        Device device = Device.fromName(name, Engine.getInstance());
        List<Device> noted = new ArrayList<>();
        long free = FreeMemory.bytes(device, one -> asked(one, noted));
        long total = FreeMemory.total(device, one -> asked(one, noted));
        if (device.isGpu()) {
            assertEquals(List.of(device, device), noted, "this card, and no other");
            assertEquals(CARD - TAKEN, free);
            assertEquals(CARD, total);
        } else {
            assertEquals(List.of(), noted, "what is no GPU to DJL has the machine's memory");
            assertTrue(0 < free && free <= total, free + " of " + total);
        }
        assertTrue(
                new ComputeDevice("PyTorch", "2.7.1", device.toString(), 8, CARD, TAKEN, "")
                        .toString()
                        .contains(" on " + device + ", 3.0 of 8.0 GB in use"),
                name);
    }

    @Test
    void aNetworkThatFitsIntoTheMachineIsRefusedByASmallerCard() {
        long needs = BatchMemory.bytesToLearn(LeNet5.architecture(), 1000);
        Device card = Device.gpu(1);
        long has = FreeMemory.total(card, one -> new MemoryUsage(0, 0, 0, needs - 1));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> BatchMemory.requireRoomToLearn(LeNet5.architecture(), 1000, has))
                .getMessage()
                .startsWith("LeNet5: expected batches of at most 999 images"));
        BatchMemory.requireRoomToLearn(LeNet5.architecture(), 1000, needs);
    }

    /** Where networks live is DJL's choice: nothing of the toolkit names a device. */
    @Test
    void nothingNamesADevice() {
        for (String maker : List.of("cpu", "gpu", "of", "fromName")) {
            noClasses()
                    .should()
                    .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                            com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                                    Device.class)))
                            .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                    com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(maker))))
                    .check(TOOLKIT);
        }
    }

    /** Arrays are made by managers on the device of the network, so that they are there and go with it. */
    @Test
    void managersAreMadeOnTheDefaultDeviceOrThatOfABlock() {
        noClasses()
                .that()
                .doNotHaveSimpleName("BlockProbe")
                .should()
                .callMethod(NDManager.class, "newBaseManager", Device.class)
                .check(TOOLKIT);
    }
}
