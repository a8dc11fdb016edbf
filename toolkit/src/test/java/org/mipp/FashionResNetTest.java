package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mipp.Datasets.fashionMnist;
import static org.mipp.Mipp.evaluate;
import static org.mipp.Networks.fashionResNet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.mipp.data.FashionMnist;
import org.mipp.training.EvaluatedNetwork;

class FashionResNetTest {

    private static final Path README = Path.of("..", "data", "README.md");

    @Test
    void theShippedWeightsReadClothes() {
        EvaluatedNetwork resnet = evaluate(fashionResNet(), fashionMnist().first(100, 2000));
        assertEquals(42_430, resnet.network().architecture().parameterCount());
        assertTrue(resnet.test().accuracy() > 0.89, resnet.toString());
    }

    @Test
    void theShippedWeightsAreThoseOfTheReadme() throws IOException, NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FashionMnist.resNetWeights()));
        assertTrue(
                Files.readString(README).contains(HexFormat.of().formatHex(hash)),
                "data/README.md names another file than the one beside it");
    }
}
