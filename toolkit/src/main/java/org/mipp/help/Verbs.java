package org.mipp.help;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mipp.run.ClosestName;

/** The verbs that cells find imported, by the steps of their work. */
public final class Verbs {

    /** Doors and single verbs of doors; a verb that is named goes before its door. */
    private static final Map<String, List<String>> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("a network", List.of("Networks", "Storage.load"));
        STEPS.put("data", List.of("Datasets", "PictureDatasets"));
        STEPS.put(
                "train and judge",
                List.of(
                        "Mipp.train",
                        "Mipp.epochs",
                        "Mipp.evaluate",
                        "Networks.predict",
                        "Mipp.device",
                        "Mipp.progress"));
        STEPS.put("take down activations", List.of("Mipp.capture", "Shards"));
        STEPS.put("estimate information", List.of("MutualInformation", "Estimators"));
        STEPS.put("ask a table", List.of("DataTables"));
        STEPS.put("choose what stays", List.of("Mipp.selectMasks", "Budgets", "Methods"));
        STEPS.put("cut and repair", List.of("Mipp.prune", "Repairs"));
        STEPS.put("retrain", List.of("Mipp.retrain", "Retraining", "Mipp.reinitialise"));
        STEPS.put("explain and compare", List.of("Explanations", "Pictures", "Mipp"));
        STEPS.put("save", List.of("Storage"));
        STEPS.put("help", List.of("Help"));
    }

    private final Map<String, List<MethodDoc>> byDoor = new LinkedHashMap<>();
    private final List<String> code = new ArrayList<>();

    private Verbs() {
        STEPS.values().stream()
                .flatMap(List::stream)
                .map(entry -> entry.split("\\.")[0])
                .distinct()
                .forEach(door -> SourceFile.of("org.mipp." + door).ifPresent(this::add));
    }

    private void add(SourceFile source) {
        byDoor.put(source.type(), source.methods());
        code.addAll(source.code());
    }

    /** {@return every verb, by step, with what it does and an example} */
    public static HelpPage all() {
        Verbs verbs = new Verbs();
        List<HelpPage.Step> steps = new ArrayList<>();
        STEPS.forEach((step, entries) -> steps.add(new HelpPage.Step(
                step,
                entries.stream()
                        .flatMap(entry -> verbs.entry(entry).stream())
                        .collect(Collectors.toMap(
                                MethodDoc::name, verbs::line, (first, second) -> first, LinkedHashMap::new))
                        .values()
                        .stream()
                        .toList())));
        return new HelpPage("", steps);
    }

    /**
     * Tells all about one verb.
     *
     * @param name of the verb
     * @return its signatures, what it does, its parameters and an example
     * @throws IllegalArgumentException if there is no such verb
     */
    public static HelpPage of(String name) {
        Verbs verbs = new Verbs();
        String wanted = name.strip().replaceFirst("\\(.*", "");
        List<MethodDoc> found = verbs.all(wanted);
        List<String> known = verbs.byDoor.values().stream()
                .flatMap(List::stream)
                .map(MethodDoc::name)
                .distinct()
                .toList();
        argument(
                !found.isEmpty(),
                "help: expected the name of a verb, got '%s'%s; help() lists them",
                name,
                ClosestName.didYouMean(wanted, known));
        return new HelpPage(
                found.stream().map(doc -> doc.page(verbs.code)).collect(Collectors.joining("\n\n")), List.of());
    }

    /** Methods of that name in all doors. */
    private List<MethodDoc> all(String name) {
        return byDoor.values().stream()
                .flatMap(List::stream)
                .filter(doc -> doc.name().equals(name))
                .toList();
    }

    /** What an entry of the steps stands for: one verb, or those of a door that no entry names. */
    private List<MethodDoc> entry(String entry) {
        String[] parts = entry.split("\\.");
        List<String> named = STEPS.values().stream().flatMap(List::stream).toList();
        return byDoor.getOrDefault(parts[0], List.of()).stream()
                .filter(doc ->
                        parts.length > 1 ? doc.name().equals(parts[1]) : !named.contains(doc.type() + "." + doc.name()))
                .toList();
    }

    private HelpPage.Line line(MethodDoc doc) {
        return new HelpPage.Line(doc.name(), doc.comment().firstSentence(), doc.example(code));
    }
}
