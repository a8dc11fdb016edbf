package org.mipp.data.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.data.Dataset;
import org.mipp.data.Images;

class PictureFoldersTest {

    private static final PictureOptions SMALL = PictureOptions.of(1, 4);

    @TempDir
    private Path folder;

    /** A grey picture, whose brightness tells it from others. */
    static void picture(Path file, int brightness) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 24; i++) {
            image.setRGB(i % 6, i / 6, brightness * 0x010101);
        }
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }

    private static int brightness(Images images, int image) {
        return images.pixel(image, 0, 0, 0);
    }

    private static int[] all(Images images) {
        return IntStream.range(0, images.size()).map(i -> brightness(images, i)).toArray();
    }

    @Test
    void foldersForTrainingAndTestAreTakenAsTheyAre() throws IOException {
        picture(folder.resolve("train/cat/2.png"), 2);
        picture(folder.resolve("train/cat/1.png"), 1);
        picture(folder.resolve("train/ant/inside/another/3.png"), 3);
        picture(folder.resolve("val/cat/4.png"), 4);
        picture(folder.resolve("val/ant/5.png"), 5);
        Dataset data = PictureFolders.load(folder, SMALL);
        assertEquals(folder.getFileName() + ": 3 training and 2 test images of 1 x 4 x 4, 2 classes", data.toString());
        assertEquals(List.of("ant", "cat"), data.train().classNames());
        assertArrayEquals(new int[] {3, 1, 2}, all(data.train()));
        assertArrayEquals(new int[] {0, 1, 1}, data.train().labels());
        assertArrayEquals(new int[] {5, 4}, all(data.test()));
        assertEquals("cat", data.test().className(data.test().label(1)));
        assertFalse(data.train().inMemory());
    }

    @Test
    void ofSeveralFoldersForTestThatNamedTestIsTakenAndTheResultSaysSo() throws IOException {
        picture(folder.resolve("Train/a/1.png"), 1);
        picture(folder.resolve("val/a/2.png"), 2);
        picture(folder.resolve("test/a/3.png"), 3);
        Dataset data = PictureFolders.load(folder, SMALL);
        assertArrayEquals(new int[] {3}, all(data.test()));
        assertEquals(List.of(folder.getFileName() + ": test is the test set; val is not used"), data.notes());
    }

    @Test
    void aTestFolderWithoutClassesGivesWayToOneWithClasses() throws IOException {
        picture(folder.resolve("train/a/1.png"), 1);
        picture(folder.resolve("val/a/2.png"), 2);
        picture(folder.resolve("test/3.png"), 3);
        assertArrayEquals(new int[] {2}, all(PictureFolders.load(folder, SMALL).test()));
    }

    @Test
    void withoutSuchFoldersAShareOfEachClassIsHeldOutAndTheResultSaysSo() throws IOException {
        for (int i = 0; i < 10; i++) {
            picture(folder.resolve("large/" + i + ".png"), i);
            if (i < 2) {
                picture(folder.resolve("small/" + i + ".png"), 100 + i);
            }
        }
        picture(folder.resolve("tiny/1.png"), 200);
        Dataset data = PictureFolders.load(folder, SMALL.heldOut(0.3, 7));
        assertEquals(
                List.of(folder.getFileName() + ": 30.0 % of each class held out for the test set, drawn with seed 7"),
                data.notes());
        assertTrue(data.toString().endsWith("\n  Note: " + data.notes().get(0)), data.toString());
        assertArrayEquals(new int[] {0, 0, 0, 1}, data.test().labels());
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 0, 1, 2}, data.train().labels());
        Set<Integer> once = new HashSet<>();
        IntStream.concat(Arrays.stream(all(data.train())), Arrays.stream(all(data.test())))
                .forEach(image -> assertTrue(once.add(image), "twice: " + image));
        assertArrayEquals(
                all(data.test()),
                all(PictureFolders.load(folder, SMALL.heldOut(0.3, 7)).test()));
        assertNotEquals(
                data.fingerprint(),
                PictureFolders.load(folder, SMALL.heldOut(0.3, 8)).fingerprint());
    }

    @Test
    void aFlatFolderHasNoLabels() throws IOException {
        for (int i = 0; i < 5; i++) {
            picture(folder.resolve(i + ".png"), i);
        }
        Dataset data = PictureFolders.load(folder, SMALL);
        assertFalse(data.train().labelled());
        assertEquals(4, data.train().size());
        assertEquals(1, data.test().size());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, all(PictureFolders.all(folder, SMALL)));
        assertEquals(
                List.of(folder.getFileName() + ": 20.0 % of the pictures held out for the test set, drawn with seed 0"),
                data.notes());
    }

    @Test
    void aFolderThatIsOneSetKeepsItsClasses() throws IOException {
        picture(folder.resolve("a/1.png"), 1);
        picture(folder.resolve("b/2.png"), 2);
        Images images = PictureFolders.all(folder, SMALL);
        assertArrayEquals(new int[] {0, 1}, images.labels());
    }

    @Test
    void namesMayHaveSpacesAndUmlauts() throws IOException {
        picture(folder.resolve("große Hunde/über 100 %.png"), 1);
        picture(folder.resolve("große Hunde/日本 #2.png"), 2);
        Images images = PictureFolders.all(folder, SMALL);
        assertEquals(List.of("große Hunde"), images.classNames());
        assertEquals(2, all(images).length);
    }

    @Test
    void whatCannotBeUsedIsLeftOutCountedAndNamed() throws IOException {
        strays();
        Images images = PictureFolders.all(folder, SMALL);
        assertArrayEquals(new int[] {1, 2}, all(images));
        assertEquals(List.of("a"), images.classNames());
        String note = images.notes().get(0);
        assertTrue(
                note.startsWith(folder.getFileName() + ": left out 6 that cannot be used: a/cut.png: expected a whole"
                        + " picture, got"),
                note);
        assertTrue(note.endsWith("; also a/empty.png, a/notes.txt, beside.png, link.png and 1 more"), note);
    }

    @Test
    void orItIsRefused() throws IOException {
        strays();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> PictureFolders.all(folder, SMALL.refusing()))
                .getMessage();
        assertTrue(
                message.startsWith(
                                folder.toRealPath()
                                        + ": expected pictures only, got 6 that cannot be used: a/cut.png: expected a whole picture")
                        && message.endsWith("and 1 more; remove them, or leave them out by PictureOptions.skipping()"),
                message);
    }

    private void strays() throws IOException {
        picture(folder.resolve("a/1.png"), 1);
        picture(folder.resolve("a/2.png"), 2);
        Files.writeString(folder.resolve("a/notes.txt"), "no picture");
        Files.createFile(folder.resolve("a/empty.png"));
        byte[] whole = Files.readAllBytes(folder.resolve("a/1.png"));
        Files.write(folder.resolve("a/cut.png"), Arrays.copyOf(whole, whole.length - 20));
        picture(folder.resolve("beside.png"), 9);
        Files.createDirectories(folder.resolve("nobody"));
        Files.createFile(folder.resolve("a/.DS_Store")); // passed over
        Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("nowhere"));
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed(@TempDir Path elsewhere) throws IOException {
        picture(elsewhere.resolve("secret.png"), 200);
        picture(folder.resolve("a/1.png"), 1);
        Files.createSymbolicLink(folder.resolve("a/2.png"), elsewhere.resolve("secret.png"));
        Files.createSymbolicLink(folder.resolve("b"), elsewhere);
        Files.createSymbolicLink(folder.resolve("a/loop"), folder);
        Files.createSymbolicLink(folder.resolve("a/3.png"), folder.resolve("a/1.png"));
        Images images = PictureFolders.all(folder, SMALL);
        assertArrayEquals(new int[] {1, 1}, all(images));
        assertTrue(
                images.notes()
                        .get(0)
                        .endsWith(
                                ": left out 3 that cannot be used: a/2.png: expected a file, got a symbolic link out of the"
                                        + " folder; copy there what it leads to; also a/loop, b"),
                images.notes().toString());
    }

    @Test
    void aClassThatOnlyTheTestSetHasIsFound() throws IOException {
        picture(folder.resolve("train/a/1.png"), 1);
        picture(folder.resolve("test/a/2.png"), 2);
        picture(folder.resolve("test/b/3.png"), 3);
        Dataset data = PictureFolders.load(folder, SMALL);
        assertEquals(1, data.test().size());
        assertTrue(
                data.notes()
                        .get(0)
                        .endsWith("test/b: expected a class of the training set, got one that it does not have"),
                data.notes().toString());
    }

    @Test
    void whereOnlyNamesAreLookedAtADamagedPictureIsRefusedWhenItIsNeeded() throws IOException {
        picture(folder.resolve("1.png"), 1);
        Files.createFile(folder.resolve("2.png"));
        Files.createFile(folder.resolve("3.txt"));
        Images images = PictureFolders.all(folder, SMALL.look(PictureOptions.Look.NAMES));
        assertEquals(2, images.size());
        assertRefuses("expected a picture, got an empty file", images::pixels);
        assertArrayEquals(new int[] {1}, all(PictureFolders.all(folder, SMALL.look(PictureOptions.Look.PIXELS))));
    }

    @Test
    void aPictureThatHasGoneIsNamed() throws IOException {
        picture(folder.resolve("1.png"), 1);
        Images images = PictureFolders.all(folder, SMALL);
        Files.delete(folder.resolve("1.png"));
        assertRefuses("1.png: expected a whole picture, got: ", images::pixels);
    }

    @Test
    void theFingerprintIsThatOfNamesSizesAndTimesAndOpensNoPicture() throws IOException {
        for (int i = 0; i < 4; i++) {
            picture(folder.resolve("a/" + i + ".png"), i);
        }
        Path file = folder.resolve("a/0.png");
        FileTime time = Files.getLastModifiedTime(file);
        PictureOptions options = SMALL.look(PictureOptions.Look.NAMES);
        String before = PictureFolders.load(folder, options).fingerprint();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, new byte[bytes.length]);
        Files.setLastModifiedTime(file, time);
        assertEquals(before, PictureFolders.load(folder, options).fingerprint());
        assertNotEquals(
                before,
                PictureFolders.load(folder, PictureOptions.of(1, 5).look(options.look()))
                        .fingerprint());
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000)));
        assertNotEquals(before, PictureFolders.load(folder, options).fingerprint());
    }

    @Test
    void refusesFoldersThatAreNone() throws IOException {
        assertRefuses(
                "nobody: expected a folder of pictures, got none of that name in ",
                () -> PictureFolders.load(folder.resolve("nobody"), SMALL));
        Path file = Files.createFile(folder.resolve("file"));
        assertRefuses(
                "file: expected a folder of pictures, got a file; give the folder it is in",
                () -> PictureFolders.load(file, SMALL));
        assertRefuses(
                "got 1 that cannot be used: file: expected a picture, got an empty",
                () -> PictureFolders.load(folder, SMALL));
        Files.delete(file);
        assertRefuses(
                ": expected pictures, got none; give the folder that holds them",
                () -> PictureFolders.load(folder, SMALL));
        picture(folder.resolve("a/1.png"), 1);
        assertRefuses(
                "expected a class of at least two pictures, one to learn from and one to be judged by, got 1",
                () -> PictureFolders.load(folder, SMALL));
    }

    @Test
    void refusesOptionsThatMakeNoImages() {
        assertRefuses(
                "pictures: expected 1 channel for grey or 3 for red, green and blue, got 4",
                () -> PictureOptions.of(4, 8));
        assertRefuses(
                "pictures: expected to be resized to at least the 8 pixels of the images' shorter side, got 7",
                () -> PictureOptions.of(3, 8).resized(7));
        assertRefuses("the share of pictures held out: expected a number between 0 and 1", () -> SMALL.heldOut(1, 0));
        assertRefuses("pixels of a picture: expected at least 1, got 0", () -> SMALL.mostPixels(0));
    }

    @Test
    void anInterruptEndsTheLook() throws IOException {
        for (int i = 0; i < 20; i++) {
            picture(folder.resolve(i + ".png"), i);
        }
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> PictureFolders.load(folder, SMALL));
        assertFalse(Thread.interrupted());
    }

    private static void assertRefuses(String expected, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
