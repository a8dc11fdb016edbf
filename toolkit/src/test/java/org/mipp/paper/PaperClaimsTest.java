package org.mipp.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.PruningRun;
import org.mipp.experiment.RepairMethod;
import org.mipp.network.structure.Architecture;

/** Verdicts on results that were made up so that the verdict is known. */
class PaperClaimsTest {

    private static final int NODES = 100;
    private static final String HALF = "50 % of nodes";
    private static final String FEW = "15 % of nodes";

    private static PruningRun run(String method, String budget, long seed, int nodes, int smallest, double accuracy) {
        return new PruningRun(
                method,
                method,
                budget,
                seed,
                new PruningRun.Measured(
                        Map.of("conv", smallest, "fc", nodes - smallest),
                        new PruningRun.Size(nodes, nodes, nodes, 1),
                        1,
                        Map.of(RepairMethod.CUT, 0.5),
                        Map.of(),
                        Map.of(RepairMethod.CUT, accuracy),
                        Map.of()));
    }

    private static PruningRun whole(long seed) {
        return new PruningRun(
                "not pruned",
                "",
                "",
                seed,
                new PruningRun.Measured(
                        Map.of("conv", 20, "fc", 80),
                        new PruningRun.Size(NODES, NODES, NODES, 1),
                        0,
                        Map.of(RepairMethod.CUT, 0.95),
                        Map.of(),
                        Map.of(),
                        Map.of()));
    }

    /** Three seeds: MIPP at 90 %, a rival so many points ahead of it, with a little scatter. */
    private static List<PruningRun> contest(String rival, String budget, int nodes, double ahead) {
        List<PruningRun> runs = new ArrayList<>();
        for (long seed = 0; seed < 3; seed++) {
            double scatter = 0.001 * (seed - 1);
            runs.add(run("MIPP", budget, seed, nodes, 5, 0.9 + scatter));
            runs.add(run(rival, budget, seed, nodes, 5, 0.9 + ahead / 100 - scatter));
        }
        return runs;
    }

    @SafeVarargs
    private static PaperResult result(String line, List<PruningRun>... runs) {
        List<PruningRun> all = new ArrayList<>();
        for (List<PruningRun> some : runs) {
            all.addAll(some);
        }
        return new PaperResult(
                line, "", false, "", new ExperimentResult("", List.of(whole(0), whole(1), whole(2)), all));
    }

    private static String verdict(PaperClaim claim, PaperResult... results) {
        return PaperClaim.verdict(claim.findings(List.of(results)));
    }

    @Test
    void whatWasNotRunOrOnlyInSmokeFormIsNotJudged() {
        PaperResult after = result("vgg11-cifar10-after", contest("GraSP", HALF, 50, -3));
        PaperResult smoke = new PaperResult(after.line(), "", true, "", after.result());
        for (PaperClaim claim : PaperClaim.values()) {
            assertEquals("not run here", verdict(claim), claim.text());
            assertEquals("not run here", verdict(claim, smoke), claim.text());
        }
        assertEquals("not run here", verdict(PaperClaim.UNTRAINED, after));
    }

    @Test
    void trainedMippHasToBeBestOrLevelButForSospOnResNet34() {
        assertEquals(
                "confirmed",
                verdict(PaperClaim.TRAINED, result("vgg11-cifar10-after", contest("GraSP", HALF, 50, -3))));
        assertEquals(
                "confirmed",
                verdict(PaperClaim.TRAINED, result("vgg11-cifar10-after", contest("GraSP", HALF, 50, 0.4))));
        PaperResult behind = result("vgg11-cifar10-after", contest("GraSP", HALF, 50, 2));
        assertEquals("refuted", verdict(PaperClaim.TRAINED, behind));
        assertEquals(
                "MIPP better in 0 of 1 comparisons, level within noise in 0, worse in 1: GraSP at 50 % pruned by 2.0 points",
                PaperClaim.TRAINED.findings(List.of(behind)).get(0).evidence());
        String resnet = "resnet34-cifar10-after";
        assertEquals("confirmed", verdict(PaperClaim.TRAINED, result(resnet, contest("SOSP-H", FEW, 15, 2))));
        assertEquals("refuted", verdict(PaperClaim.TRAINED, result(resnet, contest("SOSP-H", FEW, 15, 0))));
        assertEquals("refuted", verdict(PaperClaim.TRAINED, result(resnet, contest("SOSP-H", HALF, 50, 2))));
    }

    @Test
    void untrainedGraspIsBetterOnVgg11AndOnSparseVgg19Only() {
        assertEquals(
                "confirmed",
                verdict(PaperClaim.UNTRAINED, result("vgg11-cifar10-before", contest("GraSP", HALF, 50, 2))));
        String vgg19 = "vgg19-cifar100-before";
        assertEquals("refuted", verdict(PaperClaim.UNTRAINED, result(vgg19, contest("GraSP", HALF, 50, 2))));
        assertEquals(
                "confirmed",
                verdict(
                        PaperClaim.UNTRAINED,
                        result(vgg19, contest("GraSP", HALF, 50, -2), contest("GraSP", FEW, 15, 2))));
        assertEquals(
                "refuted",
                verdict(PaperClaim.UNTRAINED, result("resnet18-cifar10-before", contest("SynFlow", HALF, 50, 2))));
    }

    @Test
    void aMethodThatCollapsesLessOftenRefutes() {
        List<PruningRun> runs = new ArrayList<>();
        for (long seed = 0; seed < 3; seed++) {
            runs.add(run("MIPP", HALF, seed, 50, 5, 0.9));
            runs.add(run("SynFlow", HALF, seed, 50, seed == 0 ? 1 : 5, 0.9));
        }
        assertEquals("confirmed", verdict(PaperClaim.COLLAPSE, result("vgg11-cifar10-after", runs)));
        runs.add(run("MIPP", FEW, 0, 15, 1, 0.9));
        runs.add(run("SynFlow", FEW, 0, 15, 2, 0.9));
        PaperResult sooner = result("vgg11-cifar10-after", runs);
        assertEquals("refuted", verdict(PaperClaim.COLLAPSE, sooner));
        assertEquals(
                "MIPP collapses from 85 % pruned on; another method oftener in 1 comparisons; less often: SynFlow at 85 % pruned",
                PaperClaim.COLLAPSE.findings(List.of(sooner)).get(0).evidence());
    }

    @Test
    void ratiosThatRepeatWithTheBlocksAreFound() {
        assertArrayEquals(
                new double[] {-5 / 6.0, 4 / 6.0},
                PeriodClaim.correlations(new double[] {1, -1, 1, -1, 1, -1}, 2),
                0.1,
                "an alternating row, but for its slight trend");
        for (boolean alternates : new boolean[] {true, false}) {
            PaperLine line = PaperLine.named("resnet34-cifar10-before");
            Architecture resnet = line.architecture(10);
            Map<String, Integer> kept = new HashMap<>();
            int nodes = 0;
            for (var layer : resnet.prunable()) {
                int left = layer.tied() && alternates ? layer.nodes() : layer.nodes() / 3;
                kept.put(layer.name(), left);
                nodes += left;
            }
            PruningRun run = new PruningRun(
                    "MIPP",
                    "",
                    HALF,
                    0,
                    new PruningRun.Measured(
                            kept, new PruningRun.Size(nodes, 1, 1, 1), 0, Map.of(), Map.of(), Map.of(), Map.of()));
            PruningRun all = new PruningRun(
                    "not pruned",
                    "",
                    "",
                    0,
                    new PruningRun.Measured(
                            kept,
                            new PruningRun.Size(resnet.nodes(), 1, 1, 1),
                            0,
                            Map.of(),
                            Map.of(),
                            Map.of(),
                            Map.of()));
            PaperResult result =
                    new PaperResult(line.name(), "", false, "", new ExperimentResult("", List.of(all), List.of(run)));
            assertEquals(alternates ? "confirmed" : "refuted", verdict(PaperClaim.PERIOD, result));
            assertEquals(33, PeriodClaim.convolutions(resnet, kept).length, "all but those on shortcuts");
        }
    }

    /** Whole networks have 95 %; on deformed digits pruning takes so many points more. */
    private static PaperResult digits(String line, double more) {
        List<PruningRun> runs = new ArrayList<>();
        for (long seed = 0; seed < 3; seed++) {
            double own = line.contains("deformed") ? more / 100 : 0;
            runs.add(run("MIPP", HALF, seed, 50, 5, 0.9 - own - 0.0005 * seed * own));
            runs.add(run(
                    "MIPP", "confidence 50 %", seed, 80, 5, 0.1)); // which takes other shares away, and does not count
        }
        return result(line, runs);
    }

    @Test
    void deformingHasToHurtUntrainedNetworksAndNoOthers() {
        PaperResult[] both = {
            digits("lenet5-mnist-before", 0), digits("lenet5-deformed-before", 3),
            digits("lenet5-mnist-after", 0), digits("lenet5-deformed-after", 0.1)
        };
        assertEquals("confirmed", verdict(PaperClaim.DEFORMED, both));
        assertEquals(
                "on deformed digits pruning costs more by 3.00 points (standard error 0.00) untrained, by 0.10 points"
                        + " (standard error 0.00) trained",
                PaperClaim.DEFORMED.findings(List.of(both)).get(0).evidence());
        assertEquals(
                "refuted",
                verdict(PaperClaim.DEFORMED, both[0], digits("lenet5-deformed-before", 0), both[2], both[3]));
        assertEquals(
                "refuted", verdict(PaperClaim.DEFORMED, both[0], both[1], both[2], digits("lenet5-deformed-after", 4)));
        assertEquals("not run here", verdict(PaperClaim.DEFORMED, both[0], both[1]));
    }

    @Test
    void oneSeedDecidesNothing() {
        MippAhead one = new MippAhead(
                "GraSP", HALF, 0.5, 20, MippAhead.Mean.of(List.of(20.0)).error());
        assertFalse(one.better() || one.worse());
        assertTrue(new MippAhead("GraSP", HALF, 0.5, 20, 1).better());
        List<PruningRun> alone = contest("GraSP", HALF, 50, -3).stream()
                .filter(run -> run.seed() == 0)
                .toList();
        assertEquals("not run here", verdict(PaperClaim.TRAINED, result("lenet5-mnist-after", alone)));
    }

    @Test
    void aShareOnTheBorderOfTwoBinsBelongsToTheOneThatBeginsThere() {
        ExperimentResult result = result("vgg11-cifar10-after", List.of(run("MIPP", HALF, 0, 90, 5, 0.8)))
                .result();
        assertEquals(
                12.5,
                PaperBins.of(result, "MIPP", run -> Optional.of(1.0)).get(0).pruned());
    }

    @Test
    void binsOfFivePerCentTakeAllRunsTogether() {
        ExperimentResult result = result(
                        "vgg11-cifar10-after",
                        List.of(
                                run("MIPP", HALF, 0, 49, 5, 0.8),
                                run("MIPP", "knob", 0, 46, 5, 0.9),
                                run("MIPP", HALF, 1, 51, 5, 0.7)))
                .result();
        List<PaperBins> bins = PaperBins.of(
                result, "MIPP", run -> Optional.ofNullable(run.retrained().get(RepairMethod.CUT)));
        assertEquals(2, bins.size());
        assertEquals(new PaperBins(47.5, 0.7, 0, 1), bins.get(0));
        assertEquals(52.5, bins.get(1).pruned());
        assertEquals(0.85, bins.get(1).mean(), 1e-12);
        assertEquals(Math.sqrt(0.005), bins.get(1).deviation(), 1e-12);
    }

    @Test
    void resultsComeBackFromTheirFilesAndGoOnAPage(@TempDir Path folder) throws IOException {
        PaperResult later = result("vgg11-cifar10-before", contest("GraSP", HALF, 50, 2));
        PaperResult earlier = result("lenet5-mnist-after", contest("GraSP", HALF, 50, -3));
        later.save(folder);
        earlier.save(folder);
        assertEquals(List.of(earlier, later), PaperResult.in(folder));
        assertTrue(page(folder).contains("else MIPP best or level | **confirmed** | vgg11-cifar10-before: holds"));
        new PaperResult(later.line(), "4 epochs", false, "", later.result()).save(folder);
        assertTrue(
                page(folder).contains("else MIPP best or level | **confirmed, shortened** | "),
                "a shortened line decides with a reservation");
        assertTrue(page(folder).contains("80 to 90 % pruned | **confirmed** | lenet5-mnist-after: holds"));
    }

    private static String page(Path folder) throws IOException {
        return Files.readString(PaperPage.write(folder));
    }
}
