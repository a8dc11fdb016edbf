package org.mipp.spark;

import static org.mipp.run.Checks.argument;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.mipp.data.Images;
import org.mipp.run.RefusedException;

/** A folder of files of images. Images have numbers, so that the names of the files say nothing. */
final class ParquetFolder {

    private static final MessageType LABELS =
            MessageTypeParser.parseMessageType("message image { required int64 image; required int32 label; }");

    private ParquetFolder() {}

    /** Whether a folder of this machine has such files. */
    static boolean among(String path) {
        try (Stream<java.nio.file.Path> files = Files.list(java.nio.file.Path.of(path))) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Refuses to write over something.
     *
     * @return the folder as all machines know it: a relative one belongs to this process's own
     */
    static String requireNew(String path) {
        Path folder = place("write", path);
        try {
            FileSystem files = system(folder);
            argument(
                    !files.exists(folder),
                    "write: expected a folder that does not exist yet, got %s; choose another name, or delete it",
                    ClusterSettings.plain(path));
            return files.makeQualified(folder).toString();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Path place(String verb, String path) {
        try {
            return new Path(ClusterSettings.requirePlain(verb, path));
        } catch (IllegalArgumentException e) {
            throw e instanceof RefusedException ? e : unreadable(path, e); // no address
        }
    }

    private static FileSystem system(Path folder) throws IOException {
        try {
            return folder.getFileSystem(ParquetFile.hadoop());
        } catch (UnsupportedFileSystemException
                | RuntimeException e) { // Hadoop throws that for classes that are not there
            throw new RefusedException(
                    "images: expected a path of a file system that Hadoop knows here, got "
                            + ClusterSettings.plain(folder.toString()) + ": "
                            + ClusterSettings.plain(String.valueOf(e.getMessage()))
                            + "; put its jar beside Spark's, here and on the executors: hadoop-aws for s3a",
                    e);
        }
    }

    /**
     * Reads footers and labels of all files.
     *
     * @throws IllegalArgumentException if there are none, they are of different kinds, or images are missing
     */
    static Images open(String path) {
        Path folder = place("images", path);
        try {
            FileSystem files = system(folder);
            Path root = files.makeQualified(folder);
            List<ParquetImages.Block> blocks = new ArrayList<>();
            List<ParquetFile.Kind> kinds = new ArrayList<>();
            for (FileStatus file : files.listStatus(root)) {
                String name = file.getPath().getName();
                if (name.endsWith(".parquet") && !name.startsWith("_") && !name.startsWith(".")) {
                    kinds.add(read(file.getPath(), blocks));
                    argument(
                            kinds.get(0).equals(kinds.get(kinds.size() - 1)),
                            "images: expected images of one kind in %s, got %s, and %s in %s; write them into folders of their"
                                    + " own",
                            ClusterSettings.plain(path),
                            kinds.get(0).shape(),
                            kinds.get(kinds.size() - 1).shape(),
                            name);
                }
            }
            argument(
                    !kinds.isEmpty(),
                    "images: expected files .parquet in %s, found none; cluster.write(images, path) makes them",
                    ClusterSettings.plain(path));
            return images(path, kinds.get(0), blocks);
        } catch (FileNotFoundException e) {
            throw new RefusedException(
                    "images: expected a folder of images that all machines see, found nothing at "
                            + ClusterSettings.plain(path) + "; cluster.write(images, path) makes one",
                    e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Images images(String path, ParquetFile.Kind kind, List<ParquetImages.Block> blocks) {
        blocks.sort(Comparator.comparingInt(ParquetImages.Block::first));
        int[] labels = new int[kind.size()];
        int next = 0;
        for (ParquetImages.Block block : blocks) {
            argument(
                    block.first() == next && next + block.labels().length <= kind.size(),
                    "images: expected image %d in %s, got image %d in %s; a file is missing or there twice",
                    next,
                    ClusterSettings.plain(path),
                    block.first(),
                    block.file());
            System.arraycopy(block.labels(), 0, labels, next, block.labels().length);
            next += block.labels().length;
        }
        argument(
                next == kind.size(),
                "images: expected %d images in %s, got %d; a file is missing",
                kind.size(),
                ClusterSettings.plain(path),
                next);
        int[] firsts = blocks.stream().mapToInt(ParquetImages.Block::first).toArray();
        return new Images(
                kind.name(),
                new ParquetImages(
                        kind,
                        blocks.stream().map(ParquetImages.Block::file).toArray(String[]::new),
                        blocks.stream().mapToInt(ParquetImages.Block::number).toArray(),
                        firsts,
                        labels,
                        UUID.randomUUID().toString()));
    }

    private static ParquetFile.Kind read(Path file, List<ParquetImages.Block> blocks) throws IOException {
        try (ParquetFileReader reader = ParquetFile.open(file)) {
            var footer = reader.getFooter().getFileMetaData().getKeyValueMetaData();
            argument(
                    footer.getOrDefault(ParquetFile.KIND, "").startsWith("1 "),
                    "images: expected a file that cluster.write(...) has made, got %s; write your images by it",
                    ClusterSettings.plain(file.toString()));
            List<BlockMetaData> groups = reader.getFooter().getBlocks();
            for (int number = 0; number < groups.size(); number++) {
                int[] labels = new int[(int) groups.get(number).getRowCount()];
                long[] first = {-1};
                reader.setRequestedSchema(LABELS);
                int[] at = {0};
                ParquetRows.each(reader, number, LABELS, (Group row) -> {
                    first[0] = first[0] < 0 ? row.getLong("image", 0) : first[0];
                    labels[at[0]++] = row.getInteger("label", 0);
                });
                blocks.add(new ParquetImages.Block(file.toString(), number, (int) first[0], labels));
            }
            return ParquetFile.Kind.of(footer);
        } catch (RuntimeException e) {
            throw e instanceof RefusedException ? e : unreadable(file.toString(), e);
        }
    }

    static RefusedException unreadable(String path, Exception e) {
        return new RefusedException(
                "images: expected files that can be read, got " + ClusterSettings.plain(path) + ": "
                        + ClusterSettings.plain(String.valueOf(e.getMessage())),
                e);
    }
}
