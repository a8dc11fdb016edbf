package org.mipp;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.data.Dataset;
import org.mipp.data.ImageArrays;
import org.mipp.data.Images;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.information.Information;
import org.mipp.information.LayerInformation;
import org.mipp.information.NodeInformation;
import org.mipp.run.Provenance;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.Removal;
import org.mipp.selection.RemovalPath;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.ExplainedPaths;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.selection.explain.Redundancy;
import org.mipp.training.TrainedNetwork;

/** A result of every type that knows nodes, from a perceptron with one node or with very many. */
public final class SizedResults {

    private static final Provenance NOWHERE = new Provenance(0, 0, "cpu()", 0);

    private SizedResults() {}

    /** One hidden node, and one pixel, all by the verbs. */
    public static List<Object> ofOneNode() {
        Dataset data = noise(4);
        TrainedNetwork trained = trained(data, 1);
        Activations captured = Mipp.capture(trained, data.train());
        Masks masks = Mipp.selectMasks(captured, Budgets.confidence(0.95));
        Dataset pixel = noise(1);
        return List.of(
                trained.network(),
                trained,
                Mipp.evaluate(trained.network(), data),
                Networks.predict(trained, data.test()),
                trained.network().architecture().structure(),
                captured,
                MutualInformation.estimateMi(captured, MutualInformation.gaussian()),
                masks,
                Mipp.selectMasks(captured, Methods.random(0), Budgets.keep(0.5)),
                Explanations.explain(masks, "fc1"),
                Explanations.explain(masks),
                captured.layer("fc1"),
                Explanations.flow(masks),
                Mipp.prune(trained, masks),
                Explanations.selectPixels(Mipp.capture(Networks.mlp(pixel, 1), pixel.train()), Budgets.keep(0.5)),
                Mipp.compare(trained, Mipp.prune(trained, masks)).against(Methods.l1Norm()),
                Mipp.tradeoff(trained, captured, List.of(Budgets.keep(0.5)), List.of(Methods.mipp(), Methods.l1Norm())),
                experiment(trained, data, Methods.mipp()));
    }

    /**
     * So many hidden nodes, and an image of so many pixels. Estimates and searches that would take half a minute are made up.
     *
     * @param nodes a square number
     */
    public static List<Object> ofNodes(int nodes) {
        Dataset data = noise(4);
        TrainedNetwork trained = trained(data, nodes);
        Activations captured = Mipp.capture(trained, data.train());
        Masks few = Mipp.selectMasks(captured, Methods.l1Norm(), Budgets.keep(0.5));
        return List.of(
                trained.network(),
                trained,
                Mipp.evaluate(trained.network(), data),
                Networks.predict(trained, data.test()),
                trained.network().architecture().structure(),
                captured,
                information(nodes),
                path(captured, nodes),
                few,
                explained(path(captured, nodes)),
                new ExplainedPaths(List.of(explained(path(captured, nodes)))),
                captured.layers().get(0),
                new InformationFlow(
                        "MIPP",
                        List.of(new InformationFlow.Between("fc1", "fc2", 9e3, 8e3, 7e3, OptionalDouble.empty())),
                        List.of(),
                        NOWHERE),
                Mipp.prune(trained, few),
                pixels(nodes),
                Mipp.compare(trained, Mipp.prune(trained, few)),
                Mipp.tradeoff(trained, captured, List.of(Budgets.keep(0.5)), List.of(Methods.l1Norm())),
                experiment(trained, data, Methods.l1Norm()));
    }

    private static ExperimentResult experiment(TrainedNetwork trained, Dataset data, SelectionMethod method) {
        return Mipp.experiment(trained, data)
                .methods(method)
                .budgets(Budgets.keep(0.5))
                .seeds(1)
                .retraining(Mipp.epochs(1))
                .images(100)
                .withoutScratch()
                .run();
    }

    private static TrainedNetwork trained(Dataset data, int nodes) {
        return Mipp.train(Networks.mlp(data, nodes), data, Mipp.epochs(1));
    }

    /** Two classes of random images, of a square of so many pixels. */
    private static Dataset noise(int pixels) {
        int side = (int) Math.round(Math.sqrt(pixels));
        int count = 200;
        Random random = new Random(pixels);
        byte[] bytes = new byte[count * side * side];
        random.nextBytes(bytes);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 2);
        }
        Images images = ImageArrays.of("noise", 1, side, side, 2, bytes, labels);
        return new Dataset("noise", images, images);
    }

    private static Information information(int nodes) {
        List<NodeInformation> each = IntStream.range(0, nodes)
                .mapToObj(node -> new NodeInformation(node, 1 / (1.0 + node), 0.1 / (1.0 + node), 0.01))
                .toList();
        return new Information(
                List.of(new LayerInformation("fc1", each, 1, OptionalDouble.of(0.1), 0.95, List.of())),
                "made up",
                NOWHERE);
    }

    private static Masks path(Activations captured, int nodes) {
        return new Masks(
                captured,
                "MIPP",
                new Budget.Confidence(0.95),
                List.of(),
                List.of(new RemovalPath("fc1", nodes, 1, removals(nodes), nodes / 2)),
                List.of(),
                NOWHERE);
    }

    private static List<Removal> removals(int nodes) {
        return IntStream.range(0, nodes - 1)
                .mapToObj(i -> new Removal(
                        i, nodes - 1 - i, Math.exp(i / 300.0) / 1e6, OptionalDouble.of(1e-4), OptionalDouble.of(0.01)))
                .toList();
    }

    private static ExplainedPath explained(Masks masks) {
        RemovalPath path = masks.paths().get(0);
        int nodes = path.nodes();
        List<Redundancy> reasons = IntStream.range(0, nodes - 1)
                .mapToObj(node -> new Redundancy(
                        node,
                        1.0,
                        List.of(new Redundancy.Holder(nodes - 1, 0.2), new Redundancy.Holder((node + nodes) / 2, 0.1))))
                .toList();
        return new ExplainedPath(path, reasons, NOWHERE);
    }

    private static PixelSelection pixels(int count) {
        Dataset data = noise(count);
        return new PixelSelection(
                Capture.ofPixels(Networks.mlp(data, 2), data.train(), CaptureOptions.DEFAULT),
                Budgets.keep(0.5),
                new RemovalPath("pixels", count, 1, removals(count), count / 2),
                List.of(),
                NOWHERE);
    }
}
