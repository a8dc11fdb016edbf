package org.mipp.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.mipp.data.ImageShape;
import org.mipp.data.Images;
import org.mipp.run.progress.Interrupts;

/** One file of images: a row is the number, the class and the pixels of one; the footer says what kind of images they are. */
final class ParquetFile {

    static final MessageType ROW = MessageTypeParser.parseMessageType(
            "message image { required int64 image; required int32 label; required binary pixels; }");
    static final String KIND = "mipp.images"; // version, channels, height, width, classes, size, labelled
    static final String NAME = "mipp.name";
    static final String CLASS = "mipp.class."; // and its number

    private static final int VERSION = 1;
    private static final long ROW_GROUP = 4L << 20; // bytes: what is read at once for one image

    private ParquetFile() {}

    /** What Spark was told of file systems, here or on an executor; it is not sent with anything. */
    static Configuration hadoop() {
        SparkEnv env = SparkEnv.get();
        return env == null ? new Configuration() : SparkHadoopUtil.get().newConfiguration(env.conf());
    }

    /** Opens a file; pages of which a bit has changed are refused when they are read. */
    static ParquetFileReader open(Path file) throws IOException {
        return ParquetFileReader.open(
                HadoopInputFile.fromPath(file, hadoop()),
                ParquetReadOptions.builder().usePageChecksumVerification().build());
    }

    /** What kind of images a footer says. */
    record Kind(String name, ImageShape shape, int classes, int size, boolean labelled, List<String> classNames) {

        static Kind of(Images images) {
            return new Kind(
                    images.name(),
                    images.shape(),
                    images.classes(),
                    images.size(),
                    images.labelled(),
                    images.classNames());
        }

        Map<String, String> footer() {
            Map<String, String> footer = new HashMap<>();
            footer.put(
                    KIND,
                    String.format(
                            Locale.ROOT,
                            "%d %d %d %d %d %d %b",
                            VERSION,
                            shape.channels(),
                            shape.height(),
                            shape.width(),
                            classes,
                            size,
                            labelled));
            footer.put(NAME, name);
            for (int i = 0; i < classNames.size(); i++) {
                footer.put(CLASS + i, classNames.get(i));
            }
            return footer;
        }

        static Kind of(Map<String, String> footer) {
            String[] words = footer.getOrDefault(KIND, "").split(" ");
            int classes = Integer.parseInt(words[4]);
            List<String> names = footer.containsKey(CLASS + 0)
                    ? IntStream.range(0, classes)
                            .mapToObj(i -> footer.getOrDefault(CLASS + i, ""))
                            .toList()
                    : List.of();
            return new Kind(
                    footer.getOrDefault(NAME, ""),
                    new ImageShape(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3])),
                    classes,
                    Integer.parseInt(words[5]),
                    Boolean.parseBoolean(words[6]),
                    names);
        }
    }

    /** Writes some images; the file has its name only when it is complete, whoever else tries to write it. */
    static void write(Images images, String folder, int number, int from, int to) {
        Path file = new Path(folder, String.format(Locale.ROOT, "part-%05d.parquet", number));
        Path unfinished = new Path(folder, "_" + UUID.randomUUID() + ".tmp");
        try {
            FileSystem files = file.getFileSystem(hadoop());
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(unfinished)
                    .withConf(hadoop())
                    .withType(ROW)
                    .withExtraMetaData(Kind.of(images).footer())
                    .withRowGroupSize(ROW_GROUP)
                    .withMinRowCountForPageSizeCheck(1)
                    .withDictionaryEncoding(false)
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .build()) {
                byte[] pixels = new byte[images.shape().pixels()];
                for (int image = from; image < to; image++) {
                    images.read(image, pixels, 0);
                    Group row = new SimpleGroup(ROW);
                    row.add("image", (long) image);
                    row.add("label", images.labelled() ? images.label(image) : 0);
                    row.add("pixels", Binary.fromConstantByteArray(pixels.clone()));
                    writer.write(row);
                    Interrupts.check();
                }
            }
            if (!files.rename(unfinished, file)) {
                files.delete(unfinished, false); // another attempt was there first, with the same images
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + ClusterSettings.plain(file.toString()), e);
        }
    }
}
