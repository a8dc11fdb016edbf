package org.mipp.surgery.trial;

import static org.mipp.run.Checks.argument;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mipp.data.Images;
import org.mipp.run.ledger.RecordLedger;
import org.mipp.run.ledger.SettingsKey;
import org.mipp.selection.Mask;

/**
 * Trials that have been finished: in memory as long as the process lives, those of the last few networks and sets of images; with
 * a file, as lines of a {@link RecordLedger} too. A trial's loss depends on nothing but what they are known by.
 */
final class TrialMemory implements AutoCloseable {

    private static final int REMEMBERED = 16; // networks and sets of images

    private static final RecordLedger.Kind<Trial> KIND =
            new RecordLedger.Kind<>("losses of trials at the outputs", 2, Trial.class, Trial::key);

    private static final Map<String, Map<List<Object>, Double>> MEMORY =
            Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<List<Object>, Double>> eldest) {
                    return size() > REMEMBERED;
                }
            });

    private final Map<List<Object>, Double> known;
    private final Optional<RecordLedger<Trial>> ledger;

    private TrialMemory(Map<List<Object>, Double> known, Optional<RecordLedger<Trial>> ledger) {
        this.known = known;
        this.ledger = ledger;
        ledger.ifPresent(file -> file.records().forEach(trial -> known.put(trial.key(), trial.loss())));
    }

    /** Opens what is known of a network on a split of images, and on the same split the other way round. */
    static TrialMemory open(TrialImages split, double temperature, Optional<Path> file) {
        SettingsKey about = about(split, temperature);
        Map<List<Object>, Double> known = MEMORY.computeIfAbsent(about.toString(), title -> new ConcurrentHashMap<>());
        return new TrialMemory(known, file.map(path -> RecordLedger.open(path, KIND, about)));
    }

    private static SettingsKey about(TrialImages split, double temperature) {
        return SettingsKey.of("trials", 3)
                .with("weights", split.activations().stage().network().fingerprint())
                .with("images", fingerprint(split.activations().images()))
                .with("splitAt", split.to())
                .with("measuredBy", split.measuring().size())
                .with("temperature", temperature)
                .with("capture", split.activations().options());
    }

    private static String fingerprint(Images images) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer pixels = images.pixels();
            digest.update(pixels);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The loss of a trial that has been finished before. */
    Optional<Double> loss(TrialImages split, Mask trial) {
        return Optional.ofNullable(known.get(key(split.from(), trial.layer(), trial.kept())));
    }

    /** Notes a finished trial, if it is new. */
    void add(TrialImages split, Mask trial, double loss) {
        if (known.put(key(split.from(), trial.layer(), trial.kept()), loss) == null) {
            ledger.ifPresent(file -> file.append(new Trial(split.from(), trial.layer(), trial.kept(), finite(loss))));
        }
    }

    private static List<Double> finite(double loss) {
        return Double.isFinite(loss) ? List.of(loss) : List.of();
    }

    private static List<Object> key(int repairedFrom, String layer, List<Integer> kept) {
        return List.of(repairedFrom, layer, kept);
    }

    @Override
    public void close() {
        ledger.ifPresent(RecordLedger::close);
    }

    /** A finished trial as it stands in the file; one whose outputs were not finite has no number of nats. */
    private record Trial(int repairedFrom, String layer, List<Integer> kept, List<Double> nats) {

        Trial {
            argument(nats.size() <= 1, "%d losses", nats.size());
            argument(nats.stream().allMatch(Double::isFinite), "a loss of %s nats", nats);
            argument(!kept.isEmpty() && kept.stream().allMatch(node -> node >= 0), "the nodes %s are kept", kept);
        }

        double loss() {
            return nats.isEmpty() ? Double.NaN : nats.get(0);
        }

        List<Object> key() {
            return TrialMemory.key(repairedFrom, layer, kept);
        }
    }
}
