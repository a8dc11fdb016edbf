package org.mipp.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mipp.data.Augmentation;
import org.mipp.data.Cifar10;
import org.mipp.data.Cifar100;
import org.mipp.data.Dataset;
import org.mipp.data.Deformation;
import org.mipp.data.Mnist;
import org.mipp.data.picture.ImageNet;
import org.mipp.data.picture.TinyImageNet;
import org.mipp.run.RefusedException;
import org.mipp.training.Optimiser;

/** The data sets of the paper: their shape, where they come from, and how networks are trained on them. */
enum PaperData {
    MNIST("MNIST", "mnist", 60_000, 28, 10, List.of("mnist"), Sources.MNIST, Schedules.DIGITS),
    DEFORMED("deformed MNIST", "deformed", 60_000, 28, 10, List.of("mnist"), Sources.MNIST, Schedules.DIGITS),
    CIFAR10(
            "CIFAR-10",
            "cifar10",
            50_000,
            32,
            10,
            List.of("cifar10", "cifar-10-batches-bin"),
            Sources.CIFAR,
            Schedules.CIFAR),
    CIFAR100(
            "CIFAR-100",
            "cifar100",
            50_000,
            32,
            100,
            List.of("cifar100", "cifar-100-binary"),
            Sources.CIFAR,
            Schedules.CIFAR),
    TINY(
            "Tiny ImageNet",
            "tinyimagenet",
            100_000,
            64,
            200,
            List.of("tiny-imagenet-200", "tinyimagenet"),
            "tiny-imagenet-200.zip from http://cs231n.stanford.edu, unpacked",
            Schedules.TINY),
    IMAGENET(
            "ImageNet",
            "imagenet",
            1_281_167,
            224,
            1000,
            List.of("imagenet"),
            "ILSVRC 2012 from https://www.image-net.org, or Kaggle's imagenet-object-localization-challenge, unpacked",
            Schedules.IMAGENET);

    /** Where files come from. */
    private static final class Sources {
        static final String MNIST = "the four gzip files that ship with this project in data/mnist";
        static final String CIFAR = "the binary version from https://www.cs.toronto.edu/~kriz/cifar.html, unpacked";
    }

    /** The field's usual ones; the last number is the paper's share of the epochs for retraining, for ImageNet that of Tiny ImageNet. */
    private static final class Schedules {
        static final Optimiser SGD = new Optimiser.Sgd(0.9, 1e-4);
        static final PaperSchedule
                DIGITS = // Adam at the rate of all tutorials, as few epochs as bring LeNet5 over 98.5 %
                new PaperSchedule(4, 64, 1e-3, new Optimiser.Adam(), List.of(0.75), Augmentation.NONE, 2 / 3.0);
        static final PaperSchedule CIFAR = // He et al., arXiv:1512.03385, section 4.2
                new PaperSchedule(
                        160,
                        128,
                        0.1,
                        SGD,
                        List.of(0.5, 0.75),
                        Augmentation.NONE.mirrored().shifted(4),
                        0.6);
        static final PaperSchedule TINY = new PaperSchedule(
                100,
                128,
                0.1,
                SGD,
                List.of(0.3, 0.6, 0.8),
                Augmentation.NONE.mirrored().shifted(4),
                0.8);
        static final PaperSchedule IMAGENET = // He et al., section 3.4, with torchvision's crops
                new PaperSchedule(
                        90,
                        256,
                        0.1,
                        SGD,
                        List.of(1 / 3.0, 2 / 3.0),
                        Augmentation.NONE.mirrored().cropped(0.08),
                        0.8);
    }

    private static final long DEFORMED_BY = 1; // seed of the deformations

    private final String label;
    private final String word;
    private final int images;
    private final int side;
    private final int classes;
    private final List<String> folders;
    private final String source;
    private final PaperSchedule schedule;

    PaperData(
            String label,
            String word,
            int images,
            int side,
            int classes,
            List<String> folders,
            String source,
            PaperSchedule schedule) {
        this.label = label;
        this.word = word;
        this.images = images;
        this.side = side;
        this.classes = classes;
        this.folders = folders;
        this.source = source;
        this.schedule = schedule;
    }

    /** In the names of lines. */
    String word() {
        return word;
    }

    /** How many training images were published. */
    int images() {
        return images;
    }

    /** Rows and columns of an image. */
    int side() {
        return side;
    }

    int classes() {
        return classes;
    }

    PaperSchedule schedule() {
        return schedule;
    }

    /** Which files, and where to get them. */
    String source() {
        return source;
    }

    /** The first name of its folder. */
    String folder() {
        return folders.get(0);
    }

    /**
     * Reads the data set.
     *
     * @param place the folder that holds it, or the folder of its files; absent for that of the project, where it ships
     * @param generated whether the files are made in the layout of the published ones
     * @throws IllegalArgumentException if files are missing or damaged: which, and where to get them
     */
    Dataset load(Optional<Path> place, boolean generated) {
        try {
            Optional<Path> folder = place.map(this::inside);
            return switch (this) {
                case MNIST -> digits(folder, generated);
                case DEFORMED -> Deformation.DEFAULT.seed(DEFORMED_BY).apply(digits(folder, generated));
                case CIFAR10 -> folder.map(Cifar10::load).orElseGet(Cifar10::load);
                case CIFAR100 -> folder.map(Cifar100::load).orElseGet(Cifar100::load);
                case TINY -> TinyImageNet.load(given(folder));
                case IMAGENET -> ImageNet.load(given(folder), ImageNet.OPTIONS);
            };
        } catch (RefusedException e) {
            throw new RefusedException(
                    e.getMessage() + System.lineSeparator() + label + ": needed are " + source + ", in a folder "
                            + String.join(" or ", folders) + " of the one that --data names, or there itself",
                    e);
        }
    }

    private static Dataset digits(Optional<Path> folder, boolean generated) {
        return generated
                ? Mnist.loadOthers(folder.orElseThrow())
                : folder.map(Mnist::load).orElseGet(Mnist::load);
    }

    private Path given(Optional<Path> folder) {
        return folder.orElseThrow(() -> new RefusedException(label + ": expected a folder by --data FOLDER, got none"));
    }

    private Path inside(Path place) {
        return folders.stream()
                .map(place::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(place);
    }

    @Override
    public String toString() {
        return label;
    }
}
