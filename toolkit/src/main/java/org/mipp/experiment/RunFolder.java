package org.mipp.experiment;

import static org.mipp.run.Checks.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.mipp.run.AtomicFile;
import org.mipp.run.ledger.RecordLedger;
import org.mipp.run.ledger.SettingsKey;

/**
 * Where an experiment keeps its finished runs: one {@link RecordLedger} per seed and budget, and the networks it has trained.
 *
 * <p>A process works on a ledger only while it holds the lock beside it. The system gives the lock back when a process ends, be
 * it by a kill, so that another one can go on.
 */
final class RunFolder {

    private static final RecordLedger.Kind<RunLine> KIND =
            new RecordLedger.Kind<>("an experiment's runs", 4, RunLine.class, RunFolder::key);
    private static final int LONGEST = 150; // of a file's name, which most systems limit to 255 bytes

    private final Path folder;
    private final SettingsKey experiment;

    /**
     * Uses a folder.
     *
     * @param experiment what the runs in it have in common
     * @throws IllegalArgumentException if some of the runs in it have other settings
     */
    RunFolder(Path folder, SettingsKey experiment) {
        this.folder = folder;
        this.experiment = experiment;
        try {
            Files.createDirectories(folder);
            refuseOthers();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot use the folder " + folder + " for an experiment's runs; choose another one", e);
        }
    }

    private static Object key(RunLine line) {
        return List.of(line.method(), line.budget(), line.run().seed());
    }

    /** Before anything is trained or taken down. */
    private void refuseOthers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches("seed-.*\\.jsonl"))
                    .forEach(file -> RecordLedger.read(file, KIND, experiment));
        }
    }

    /** Removes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Takes something down that all runs have in common, or compares it with what was taken down before.
     *
     * @param what what it is
     * @param key the same in every process
     * @throws IllegalArgumentException if it was another one
     */
    void agree(String what, SettingsKey key) {
        Path file = folder.resolve(fileName(what) + ".json");
        try {
            if (!Files.exists(file)) {
                AtomicFile.write(file, out -> out.write(key.toString().getBytes(StandardCharsets.UTF_8)));
            }
            Optional<SettingsKey> before = SettingsKey.parse(Files.readString(file));
            argument(
                    before.isPresent(),
                    "%s: expected the %s of the runs that are there, got something else; choose another folder",
                    file,
                    what);
            Optional<String> difference = before.orElseThrow().difference(key);
            argument(
                    difference.isEmpty(),
                    "%s: the %s of the runs that are there is another one, %s; choose another folder",
                    folder,
                    what,
                    difference.orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The place for a trained network. */
    Path network(long seed) {
        return folder.resolve("trained-" + seed + ".safetensors");
    }

    /** Takes a name for this process, unless another one has it. */
    Optional<Lock> lock(String name) {
        Path file = folder.resolve(fileName(name) + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean locked = false;
            try {
                locked = channel.tryLock() != null;
            } catch (OverlappingFileLockException e) {
                // another thread of this process has it
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
            return locked ? Optional.of(new Lock(channel)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file + "; choose a folder on a disk that has locks", e);
        }
    }

    /** A name that this process has. */
    record Lock(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unlock", e);
            }
        }
    }

    /** Opens the ledger of some runs, to be appended to by the one who has the lock of that name. */
    RecordLedger<RunLine> open(String name) {
        return RecordLedger.open(file(name), KIND, experiment);
    }

    /** The runs of a ledger; none if there is no ledger yet. */
    List<RunLine> read(String name) {
        Path file = file(name);
        return Files.exists(file) ? RecordLedger.read(file, KIND, experiment) : List.of();
    }

    private Path file(String name) {
        return folder.resolve(fileName(name) + ".jsonl");
    }

    private static String fileName(String name) {
        String plain =
                name.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("-$", ""); // a minus stays: seed -1 is not seed 1
        return plain.length() <= LONGEST
                ? plain
                : plain.substring(0, LONGEST) + "-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
