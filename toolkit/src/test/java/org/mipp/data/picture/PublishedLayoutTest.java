package org.mipp.data.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.data.Dataset;

class PublishedLayoutTest {

    @TempDir
    private Path folder;

    private void jpeg(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.copy(PictureFileTest.resource("orientation-1.jpg"), file);
    }

    private void text(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    private void tinyImageNet() throws IOException {
        jpeg("train/n02124075/images/n02124075_0.JPEG");
        jpeg("train/n01443537/images/n01443537_0.JPEG");
        jpeg("train/n01443537/images/n01443537_1.JPEG");
        text("train/n01443537/n01443537_boxes.txt", "n01443537_0.JPEG\t0\t10\t63\t58");
        jpeg("val/images/val_0.JPEG");
        jpeg("val/images/val_1.JPEG");
        text("val/val_annotations.txt", "val_0.JPEG\tn02124075\t0\t32\t44\t62", "val_1.JPEG\tn01443537\t0\t0\t63\t63");
        jpeg("test/images/test_0.JPEG");
        text("wnids.txt", "n02124075", "n01443537");
        text("words.txt", "n00001740\tentity", "n01443537\tgoldfish, Carassius auratus", "n02124075\tEgyptian cat");
    }

    @Test
    void tinyImageNetIsReadAsItIsPublished() throws IOException {
        tinyImageNet();
        Dataset data = TinyImageNet.load(folder);
        assertEquals("Tiny ImageNet: 3 training and 2 test images of 3 x 64 x 64, 2 classes", data.toString());
        assertArrayEquals(new int[] {0, 0, 1}, data.train().labels());
        assertArrayEquals(new int[] {1, 0}, data.test().labels());
        assertEquals(
                List.of("n01443537 goldfish, Carassius auratus", "n02124075 Egyptian cat"),
                data.test().classNames());
        assertEquals(3 * 3 * 64 * 64, data.train().pixels().limit());
    }

    @Test
    void tinyImageNetThatIsNotWholeIsRefused() throws IOException {
        assertRefuses(
                ": expected val/val_annotations.txt of Tiny ImageNet, found none; unpack its archives there",
                () -> TinyImageNet.load(folder));
        tinyImageNet();
        text("wnids.txt", "n02124075");
        assertRefuses(
                "wnids.txt: expected the classes of the folder train, got 2 there and 1 here; unpack the data set",
                () -> TinyImageNet.load(folder));
        text("wnids.txt", "n02124075", "n01443537");
        text("val/val_annotations.txt", "val_0.JPEG\tn02124075\t0", "val_1.JPEG\tn09999999\t0");
        jpeg("val/images/val_2.JPEG");
        assertRefuses(
                "got 2 that cannot be used: val/images/val_1.JPEG: expected a class of the training set, got 'n09999999',"
                        + " which it does not have; also val/images/val_2.JPEG",
                () -> TinyImageNet.load(
                        folder,
                        PictureOptions.of(3, 64).look(PictureOptions.Look.NAMES).refusing()));
        text("val/val_annotations.txt", "val_0.JPEG");
        assertRefuses(
                "val_annotations.txt: expected two words in every line, got 'val_0.JPEG'",
                () -> TinyImageNet.load(folder));
    }

    private void imageNet(String root) throws IOException {
        jpeg(root + "train/n01440764/n01440764_10026.JPEG");
        jpeg(root + "train/n01443537/n01443537_10007.JPEG");
    }

    @Test
    void imageNetIsReadAsKagglePublishesIt() throws IOException {
        imageNet("ILSVRC/Data/CLS-LOC/");
        jpeg("ILSVRC/Data/CLS-LOC/val/ILSVRC2012_val_00000001.JPEG");
        jpeg("ILSVRC/Data/CLS-LOC/val/ILSVRC2012_val_00000002.JPEG");
        jpeg("ILSVRC/Data/CLS-LOC/test/ILSVRC2012_test_00000001.JPEG");
        text(
                "LOC_val_solution.csv",
                "ImageId,PredictionString",
                "ILSVRC2012_val_00000001,n01443537 85 1 499 272 ",
                "ILSVRC2012_val_00000002,n01440764 131 0 499 254 n01440764 1 2 3 4 ");
        text("LOC_synset_mapping.txt", "n01440764 tench, Tinca tinca", "n01443537 goldfish, Carassius auratus");
        Dataset data = ImageNet.load(folder, ImageNet.OPTIONS);
        assertEquals("ImageNet: 2 training and 2 test images of 3 x 224 x 224, 2 classes", data.toString());
        assertArrayEquals(new int[] {1, 0}, data.test().labels());
        assertEquals("n01440764 tench, Tinca tinca", data.train().className(0));
    }

    @Test
    void imageNetIsReadFromFoldersOfClasses() throws IOException {
        imageNet("");
        jpeg("val/n01443537/ILSVRC2012_val_00000001.JPEG");
        Dataset data = ImageNet.load(folder, ImageNet.OPTIONS);
        assertEquals(List.of("n01440764", "n01443537"), data.train().classNames());
        assertArrayEquals(new int[] {1}, data.test().labels());
    }

    @Test
    void imageNetWithoutClassesOfItsValidationImagesIsRefused() throws IOException {
        assertRefuses(
                "expected the folder train of ImageNet, found none", () -> ImageNet.load(folder, ImageNet.OPTIONS));
        imageNet("");
        assertRefuses("expected the folder val of ImageNet, found none", () -> ImageNet.load(folder, ImageNet.OPTIONS));
        jpeg("val/ILSVRC2012_val_00000001.JPEG");
        assertRefuses(
                "expected LOC_val_solution.csv, or one folder per class in val (the numbers in the development kit's",
                () -> ImageNet.load(folder, ImageNet.OPTIONS));
    }

    private static void assertRefuses(String expected, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
