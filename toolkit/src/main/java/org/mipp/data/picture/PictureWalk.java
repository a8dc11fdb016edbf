package org.mipp.data.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.mipp.run.RefusedException;
import org.mipp.run.progress.Interrupts;

/**
 * Goes through a folder in the order of names, whatever the file system's order is. What file managers leave behind is passed
 * over; links that lead out of the folder are not followed, and named.
 */
final class PictureWalk {

    private static final Set<String> LEFT_BEHIND = Set.of("Thumbs.db", "desktop.ini", "__MACOSX");
    private static final Comparator<Path> BY_NAME =
            Comparator.comparing(Path::toString).thenComparing(Comparator.naturalOrder());

    private final Path root;
    private final Findings findings;

    /**
     * Prepares to walk.
     *
     * @param root the folder, without links in its path
     */
    PictureWalk(Path root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /**
     * Finds a folder.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Path root(Path folder) {
        try {
            Path root = folder.toRealPath();
            if (!Files.isDirectory(root)) {
                throw new NotDirectoryException(folder.toString());
            }
            return root;
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    folder + ": expected a folder of pictures, got none of that name in "
                            + Path.of("").toAbsolutePath() + "; check the spelling, or give the whole path",
                    e);
        } catch (NotDirectoryException e) {
            throw new RefusedException(
                    folder + ": expected a folder of pictures, got a file; give the folder it is in", e);
        } catch (IOException e) {
            throw new RefusedException(folder + ": cannot be read: " + e, e);
        }
    }

    /** The folders directly inside a folder. */
    List<Path> folders(Path folder) {
        List<Path> folders = new ArrayList<>();
        children(folder, (path, attributes) -> {
            if (attributes.isDirectory()) {
                folders.add(path);
            }
        });
        return folders;
    }

    /** The files directly inside a folder. */
    void files(Path folder, BiConsumer<Path, BasicFileAttributes> use) {
        children(folder, (path, attributes) -> {
            if (attributes.isRegularFile()) {
                use.accept(path, attributes);
            }
        });
    }

    /** The files inside a folder and the folders in it. */
    void allFiles(Path folder, BiConsumer<Path, BasicFileAttributes> use) {
        children(folder, (path, attributes) -> {
            if (attributes.isDirectory()) {
                allFiles(path, use);
            } else {
                use.accept(path, attributes);
            }
        });
    }

    private void children(Path folder, BiConsumer<Path, BasicFileAttributes> use) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
            children.sort(BY_NAME);
            for (Path child : children) {
                Interrupts.check();
                String name = String.valueOf(child.getFileName());
                if (!name.startsWith(".") && !LEFT_BEHIND.contains(name)) {
                    child(child, use);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    private void child(Path child, BiConsumer<Path, BasicFileAttributes> use) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            link(child, use);
        } else if (attributes.isOther()) {
            findings.add(child, "expected a file, got a device or pipe");
        } else {
            use.accept(child, attributes);
        }
    }

    private void link(Path link, BiConsumer<Path, BasicFileAttributes> use) throws IOException {
        Path target;
        try {
            target = link.toRealPath();
        } catch (IOException e) {
            findings.add(link, "expected a file, got a symbolic link that leads nowhere");
            return;
        }
        if (!target.startsWith(root)) {
            findings.add(link, "expected a file, got a symbolic link out of the folder; copy there what it leads to");
        } else if (!Files.isRegularFile(target)) {
            findings.add(link, "expected a file, got a symbolic link to a folder; copy there what it leads to");
        } else {
            use.accept(link, Files.readAttributes(target, BasicFileAttributes.class));
        }
    }
}
