package org.mipp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.capture.Activations;
import org.mipp.data.Dataset;
import org.mipp.data.Images;
import org.mipp.data.picture.PictureOptions;
import org.mipp.network.Network;
import org.mipp.training.judge.Evaluation;

/** What is asked of images in memory gets the same answer from pictures in a folder. */
class PictureDatasetsTest {

    @TempDir
    private static Path folder;

    private static Dataset data;
    private static Network network;

    @BeforeAll
    static void draw() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 600; i++) {
            BufferedImage image = new BufferedImage(20, 14, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            for (int spot = 0; spot < 5; spot++) {
                graphics.setColor(new Color(random.nextInt(1 << 24)));
                graphics.fillOval(random.nextInt(20), random.nextInt(14), 3 + random.nextInt(9), 3 + random.nextInt(9));
            }
            Path file = folder.resolve(i % 2 == 0 ? "even" : "odd").resolve(i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
        data = PictureDatasets.pictures(folder.toString(), 3, 12);
        network = Networks.mlp(data, 6);
    }

    private static Dataset inMemory() {
        return new Dataset(data.name(), data.train().read(), data.test().read());
    }

    @Test
    void theyAreJudgedAsTheyAreInMemory() {
        assertEquals(Evaluation.of(network, inMemory().test()), Evaluation.of(network, data.test()));
    }

    @Test
    void theyAreCapturedAsTheyAreInMemory() {
        Activations pictures = Mipp.capture(network, data.train());
        Activations memory = Mipp.capture(network, inMemory().train());
        assertEquals(
                memory.layers().get(0).activations(), pictures.layers().get(0).activations());
    }

    @Test
    void theyTrainANetworkAsTheyDoInMemory() {
        assertEquals(
                Mipp.train(network, inMemory(), Mipp.epochs(1)).network(),
                Mipp.train(network, data, Mipp.epochs(1)).network());
    }

    @Test
    void someClassesOfANetworkThatKnowsMoreNeedTheOrderOfItsOutputs() throws IOException {
        Path order = Files.writeString(folder.resolve("order.txt"), "neither\nodd number\neven number\n");
        Network three = Networks.mlp(PictureDatasets.inClassOrder(data, order), 6);
        String message = assertThrows(IllegalArgumentException.class, () -> Evaluation.of(three, data.test()))
                .getMessage();
        assertTrue(
                message.contains(": expected images of as many classes as it has outputs, 3, got '")
                        && message.endsWith(
                                "say which output stands for which class by inClassOrder(data, file), with a line for each"
                                        + " output"),
                message);
        Dataset ordered = PictureDatasets.inClassOrder(data, order);
        assertEquals(data.test().size(), Evaluation.of(three, ordered.test()).images());
        assertEquals("even number", ordered.test().className(ordered.test().label(0)));
    }

    @Test
    void allPicturesAreOneSet() {
        Images odd = PictureDatasets.allPictures(folder.resolve("odd"), PictureOptions.of(1, 12));
        assertEquals(300, odd.size());
        assertArrayEquals(
                odd.first(3).pixels().array(), odd.read().range(0, 3).pixels().array());
    }
}
