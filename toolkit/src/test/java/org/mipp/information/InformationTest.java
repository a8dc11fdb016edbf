package org.mipp.information;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mipp.run.Provenance;

class InformationTest {

    @Test
    void itsTextSaysWhatItsPageWarnsOf() {
        LayerInformation layer = new LayerInformation(
                "conv1",
                List.of(new NodeInformation(0, 1, 0.5, 0)),
                1,
                OptionalDouble.empty(),
                0.95,
                List.of("few samples", "1 target never varies"));
        Information information =
                new Information(List.of(layer), "the Gaussian closed form", new Provenance(0, 100, "cpu()", 1));
        assertEquals(
                List.of("  Note: conv1: few samples", "  Note: conv1: 1 target never varies"),
                information.toString().lines().skip(2).toList());
    }
}
