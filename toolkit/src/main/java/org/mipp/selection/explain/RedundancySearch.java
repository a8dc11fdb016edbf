package org.mipp.selection.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.Link;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.RedundancyScan;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.SecondMoments;
import org.mipp.run.Provenance;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;

/** Seeks, for every step of a removal path, the nodes that tell what the removed one told, over all maps that read it. */
final class RedundancySearch {

    private static final int MOST = 3;
    private static final double ENOUGH = 0.05; // of what a node tells alone: the rest need no holder
    private static final double WORTHWHILE = 0.01; // of what a node tells alone: a holder has to tell more of it

    /** One linear map that reads the layer: for each node of the layer its block of columns there, or -1. */
    private record Reading(GaussianModel model, int[] blocks) {

        static Reading of(Link link, int[] targets, int nodes) {
            int[] blocks = new int[nodes];
            Arrays.fill(blocks, -1);
            List<Integer> read = link.reader().nodes();
            for (int block = 0; block < read.size(); block++) {
                if (read.get(block) >= 0) {
                    blocks[read.get(block)] = block;
                }
            }
            SecondMoments moments = link.moments().withTargets(targets);
            GaussianModel model = GaussianModel.of(
                    moments, link.reader().columnsPerNode(), Regularisation.DEFAULT.following(moments));
            return new Reading(model, blocks);
        }
    }

    private final List<Reading> readings = new ArrayList<>();

    private RedundancySearch(LayerActivations layer, List<int[]> targets) {
        for (int i = 0; i < layer.links().size(); i++) {
            readings.add(Reading.of(
                    layer.links().get(i), targets.get(i), layer.layer().nodes()));
        }
    }

    static ExplainedPath of(LayerActivations layer, List<int[]> targets, RemovalPath path, Provenance captured) {
        try (Progress progress =
                Progress.of("explaining " + path.layer(), path.removals().size())) {
            RedundancySearch search = new RedundancySearch(layer, targets);
            Set<Integer> left = new LinkedHashSet<>();
            for (int node = 0; node < path.nodes(); node++) {
                left.add(node);
            }
            List<Redundancy> reasons = new ArrayList<>();
            for (Removal removal : path.removals()) {
                left.remove(removal.node());
                reasons.add(search.reason(removal.node(), left));
                progress.advance(1);
            }
            return new ExplainedPath(
                    path,
                    reasons,
                    new Provenance(captured.seed(), captured.samples(), Provenance.OF_JAVA, progress.seconds()));
        }
    }

    private Redundancy reason(int node, Set<Integer> left) {
        List<Reading> reading = readings.stream()
                .filter(candidate -> candidate.blocks()[node] >= 0)
                .toList();
        List<RedundancyScan> scans = reading.stream()
                .map(candidate -> candidate.model().redundancy(candidate.blocks()[node]))
                .toList();
        double alone = scans.stream().mapToDouble(RedundancyScan::left).sum();
        List<Redundancy.Holder> holders = new ArrayList<>();
        Set<Integer> open = new LinkedHashSet<>(left);
        double told = alone;
        while (holders.size() < MOST && told > ENOUGH * alone) {
            int best = -1;
            double least = told - WORTHWHILE * alone;
            for (int other : open) {
                double rest = 0;
                for (int i = 0; i < scans.size(); i++) {
                    rest += scans.get(i).leftWith(reading.get(i).blocks()[other]);
                }
                if (rest < least) {
                    best = other;
                    least = rest;
                }
            }
            if (best < 0) {
                break;
            }
            for (int i = 0; i < scans.size(); i++) {
                scans.get(i).choose(reading.get(i).blocks()[best]);
            }
            open.remove(best);
            holders.add(new Redundancy.Holder(best, least));
            told = least;
        }
        return new Redundancy(node, alone, holders);
    }
}
