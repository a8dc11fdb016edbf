package org.mipp.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mipp.network.Initialisation;
import org.mipp.network.zoo.CifarResNet;

class TextColumnTest {

    @Test
    void aColumnIsAsWideAsItsLongestName() {
        assertEquals("%-8s", TextColumn.of(8, Stream.of("fc1", "conv1")));
        assertEquals("%-14s", TextColumn.of(8, Stream.of("fc1", "layer1.0.conv1")));
        assertEquals("%-8s", TextColumn.of(8, Stream.empty()));
    }

    @Test
    void whatFollowsLongNamesStandsBelowEachOther() {
        String network = Initialisation.of(CifarResNet.of(8, CifarResNet.Shortcut.ZEROS, 10), 0)
                .toString();
        List<Integer> places = network.lines()
                .skip(1)
                .map(line -> line.indexOf(" parameters"))
                .distinct()
                .toList();
        assertEquals(1, places.size(), network);
    }
}
