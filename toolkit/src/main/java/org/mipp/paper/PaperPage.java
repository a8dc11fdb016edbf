package org.mipp.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.ExperimentSummary;
import org.mipp.experiment.PruningRun;
import org.mipp.experiment.RepairMethod;
import org.mipp.run.AtomicFile;

/** The page of a folder of results: what became of each claim, then every line with its figures and numbers. */
final class PaperPage {

    private static final String NAME = "page.md";

    private final StringBuilder text = new StringBuilder();

    private PaperPage() {}

    /**
     * Writes the page and the figures of all lines in a folder.
     *
     * @return the page
     */
    static Path write(Path folder) {
        List<PaperResult> results = PaperResult.in(folder);
        PaperPage page = new PaperPage();
        page.claims(results);
        for (PaperResult result : results) {
            page.line(result, figures(result, folder));
        }
        for (PaperStudy study : PaperStudy.values()) {
            List<StudyRow> rows = study.in(folder);
            if (!rows.isEmpty()) {
                page.study(study, rows, folder);
            }
        }
        Path file = folder.resolve(NAME);
        AtomicFile.write(file, out -> out.write(page.text.toString().getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    /** Draws those that are not there yet, or older than the result: of many lines one has changed. */
    private static Map<String, String> figures(PaperResult result, Path folder) {
        Map<String, String> names = new TreeMap<>();
        PaperFigures.ALL.forEach((word, figure) -> {
            String name = result.name() + "-" + word + ".png";
            Path file = folder.resolve(name);
            if (!newer(file, result.file(folder))) {
                figure.apply(result).save(file);
            }
            names.put(word, name);
        });
        return names;
    }

    private static boolean newer(Path file, Path than) {
        try {
            return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file + " or " + than, e);
        }
    }

    private void claims(List<PaperResult> results) {
        say("# The paper's experiments, as they came out here", "");
        say(
                "*Mutual Information Preserving Neural Network Pruning*, arXiv:2411.00147. The paper's results are figures: no number",
                "here is one of its own, and none was fitted to them. Better means by more than half a point and by more than twice",
                "the standard error over seeds, which is our reading; anything less is level.",
                "");
        say("| claim | here | by |", "|---|---|---|");
        for (PaperClaim claim : PaperClaim.values()) {
            List<Finding> findings = claim.findings(results);
            String by = findings.stream()
                    .map(finding ->
                            finding.line() + (finding.holds() ? ": holds, " : ": does not hold, ") + finding.evidence())
                    .collect(Collectors.joining("<br>"));
            String verdict = PaperClaim.verdict(findings) + shortened(findings, results);
            say("| " + claim.text() + " | **" + verdict + "** | " + by + " |");
        }
        say(
                "",
                "Ours, because the known text does not say: the closed form of the search, the pairs marked so, schedules (retraining has",
                "the paper's share of the epochs, by the same course), images deformed as `deform` does it, a layer of one node as",
                "collapse, and test accuracy. Networks are retrained as they were cut; *with g* is what the linear repair makes of them",
                "without training.");
    }

    /** A verdict by lines that were shortened is one with a reservation. */
    private static String shortened(List<Finding> findings, List<PaperResult> results) {
        boolean some = results.stream()
                .filter(result -> !result.smoke() && !result.shortened().isEmpty())
                .anyMatch(result ->
                        findings.stream().anyMatch(finding -> finding.line().contains(result.line())));
        return some ? ", shortened" : "";
    }

    private void line(PaperResult given, Map<String, String> figures) {
        ExperimentResult result = given.result();
        say("", "## " + given.name(), "");
        say(given.experiment() + ". " + given.schedule() + "; "
                + count(result.whole().size(), "seed") + ".");
        say((given.shortened().isEmpty() ? "The whole line." : "**Shortened**: " + given.shortened() + ".")
                + " Not pruned: " + result.dense().percent() + " %"
                + topFive(result.whole())
                        .map(five -> ", " + five + " % among the first five")
                        .orElse("") + ".");
        figures.forEach((word, name) -> say("", "![" + word + "](" + name + ")"));
        say("", "<details><summary>All numbers</summary>", "", "<small>" + result.settings() + "</small>", "");
        boolean five = topFive(result.whole()).isPresent();
        say(
                "| budget | method | nodes pruned, % | fewer MACs | cut, % | with g, % | retrained, % |"
                        + (five ? " among five, % |" : "") + " a layer of one node, % | mask, s |",
                "|---|---|---|---|---|---|---|---|---|" + (five ? "---|" : ""));
        result.summaries().forEach(row -> say(row(result, row, five)));
        say("", "</details>");
        result.reasons().forEach(reason -> say("", reason + "."));
    }

    private void study(PaperStudy study, List<StudyRow> rows, Path folder) {
        String picture = study.word() + ".png";
        study.figure(rows).save(folder.resolve(picture));
        say("", "## " + study.title(), "", study.reading(), "", "![" + study.word() + "](" + picture + ")", "");
        boolean timed = rows.stream().anyMatch(row -> row.seconds() > 0);
        say(
                "| data | chosen by | at | test accuracy, % | networks |" + (timed ? " mask, s |" : ""),
                "|---|---|---|---|---|" + (timed ? "---|" : ""));
        rows.stream().map(StudyRow::data).distinct().forEach(data -> rows.stream()
                .filter(row -> row.data().equals(data))
                .map(StudyRow::method)
                .distinct()
                .forEach(method -> points(rows, data, method, timed)));
    }

    private void points(List<StudyRow> rows, String data, String method, boolean timed) {
        List<PaperBins> seconds = PaperStudy.points(rows, data, method, StudyRow::seconds);
        List<PaperBins> points = PaperStudy.points(rows, data, method);
        for (int i = 0; i < points.size(); i++) {
            PaperBins point = points.get(i);
            String line = String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f ± %.2f | %d |",
                    data,
                    method,
                    point.pruned(),
                    point.mean(),
                    point.deviation(),
                    point.runs());
            PaperBins took = seconds.get(i);
            say(line + (timed ? String.format(Locale.ROOT, " %.2f ± %.2f |", took.mean(), took.deviation()) : ""));
        }
    }

    private static String row(ExperimentResult result, ExperimentSummary row, boolean five) {
        List<PruningRun> runs = MippAhead.runs(result, row.method(), row.budget());
        List<String> cells = new ArrayList<>(List.of(
                row.budget(),
                row.method(),
                runs.isEmpty() ? "failed" : number(100 * MippAhead.pruned(result, row.method(), row.budget()), "%.1f"),
                runs.isEmpty() ? "" : number(row.left().speedUp().mean(), "%.2f"),
                row.accuracies().treated().get(RepairMethod.CUT).percent(),
                row.accuracies().treated().get(RepairMethod.G).percent(),
                row.accuracies().retrained().get(RepairMethod.CUT).percent()));
        if (five) {
            cells.add(topFive(runs).orElse(""));
        }
        cells.add(runs.isEmpty() ? "" : number(100 * row.mask().collapsed().mean(), "%.0f"));
        cells.add(runs.isEmpty() ? "" : number(row.mask().seconds().mean(), "%.2f"));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static Optional<String> topFive(List<PruningRun> runs) {
        OptionalDouble mean = runs.stream()
                .flatMap(run -> Optional.ofNullable(run.topFive().get(RepairMethod.CUT)).stream())
                .mapToDouble(share -> 100 * share)
                .average();
        return mean.isPresent() ? Optional.of(number(mean.getAsDouble(), "%.2f")) : Optional.empty();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String number(double value, String format) {
        return String.format(Locale.ROOT, format, value);
    }

    private void say(String... lines) {
        for (String line : lines) {
            text.append(line).append('\n');
        }
    }
}
