package org.mipp.selection.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mipp.capture.LayerActivations;
import org.mipp.capture.moments.Link;
import org.mipp.information.gaussian.ConditionalNull;
import org.mipp.information.gaussian.GaussianModel;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.linalg.SecondMoments;
import org.mipp.network.operation.LinearMap;
import org.mipp.network.structure.Architecture;
import org.mipp.network.structure.KeptNodes;
import org.mipp.network.structure.Structure;
import org.mipp.run.Notes;
import org.mipp.run.Provenance;
import org.mipp.run.TextColumn;
import org.mipp.run.progress.Progress;
import org.mipp.selection.Masks;

/**
 * What every layer tells the next one, all of it and what is left after pruning: the quantity that MIPP preserves.
 *
 * <p>With X a layer's nodes, Y the outputs of a linear map that reads them, before its activation, and a dash for what
 * stays: {@code I(X'; Y') = I(X; Y')} is what the paper asks of masks (Westphal, Hailes, Musolesi, arXiv:2411.00147). Both
 * sides are estimated by the Gaussian closed form on the captured moments: they see linear dependence only, depend on the
 * noise that {@link Regularisation} adds, and are too large by what chance adds, the more so the more nodes there are. So
 * the share that is preserved is rather too small than too large. The activations are those of the network before pruning.
 *
 * @param method who chose what stays
 * @param links one per prunable layer and map that reads it, from inputs to outputs
 * @param warnings what to know before the numbers are believed, for display
 * @param provenance seed, samples, device, seconds
 */
public record InformationFlow(String method, List<Between> links, List<String> warnings, Provenance provenance) {

    /**
     * Information between one layer and a map that reads it, in nats.
     *
     * @param layer the prunable layer
     * @param map the linear map
     * @param all I(X; Y): all nodes about all outputs
     * @param wanted I(X; Y'): all nodes about the outputs that stay
     * @param kept I(X'; Y'): the nodes that stay about the outputs that stay
     * @param chance what the estimate of {@code wanted} would be on average if the nodes told nothing; absent with too few
     *     samples
     */
    public record Between(String layer, String map, double all, double wanted, double kept, OptionalDouble chance) {

        /** {@return the share of what was wanted that is kept; 1 where nothing was wanted} */
        public double preserved() {
            return wanted > 0 ? kept / wanted : 1;
        }
    }

    /** Copies the lists. */
    public InformationFlow {
        links = List.copyOf(links);
        warnings = List.copyOf(warnings);
    }

    /**
     * Estimates what masks preserve, by whatever method they were chosen. Cost: O(p^3 + p^2 q) per link of p columns and q
     * outputs.
     *
     * @param masks which nodes stay
     * @return information from layer to layer
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within one layer
     */
    public static InformationFlow of(Masks masks) {
        List<LayerActivations> layers = masks.activations().layers();
        Architecture architecture = masks.activations().stage().network().architecture();
        Structure structure = architecture.structure();
        KeptNodes kept = masks.kept();
        List<Between> links = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        try (Progress progress = Progress.of("estimating what " + masks.method() + " preserves", layers.size())) {
            for (LayerActivations layer : layers) {
                for (Link link : layer.links()) {
                    String map = link.reader().map();
                    int[] inputs = structure.kept(architecture.layer(map).input(), kept);
                    int[] columns = columns(link, architecture.map(map), inputs);
                    links.add(between(layer.name(), link, columns, structure.kept(map, kept), warnings));
                }
                progress.advance(1, layer.name());
            }
            Provenance captured = masks.activations().provenance();
            return new InformationFlow(
                    masks.method(),
                    links,
                    List.copyOf(warnings),
                    new Provenance(captured.seed(), captured.samples(), Provenance.OF_JAVA, progress.seconds()));
        }
    }

    /** The captured columns of the inputs that stay. */
    private static int[] columns(Link link, LinearMap map, int[] inputs) {
        int width = map.columnsPerInput();
        int[] order = link.reader().inputsInBlocks(map.inputs());
        return IntStream.range(0, order.length)
                .filter(place -> Arrays.binarySearch(inputs, order[place]) >= 0)
                .flatMap(place -> IntStream.range(place * width, (place + 1) * width))
                .toArray();
    }

    private static Between between(String layer, Link link, int[] columns, int[] targets, Set<String> warnings) {
        SecondMoments all = link.moments();
        SecondMoments about = all.withTargets(targets);
        Regularisation same = Regularisation.DEFAULT.following(all);
        GaussianModel wanted = model(about, link, same);
        wanted.warnings().forEach(warning -> warnings.add(layer + ": " + warning));
        return new Between(
                layer,
                link.reader().map(),
                model(all, link, same).total(),
                wanted.total(),
                model(about.withInputs(columns), link, same).total(),
                chance(wanted));
    }

    private static GaussianModel model(SecondMoments moments, Link link, Regularisation regularisation) {
        return GaussianModel.of(moments, link.reader().neighbours(), regularisation);
    }

    private static OptionalDouble chance(GaussianModel model) {
        int columns = model.live().length * model.width();
        return columns == 0 || model.targets() == 0 || model.samples() <= columns + model.targets()
                ? OptionalDouble.empty()
                : OptionalDouble.of(new ConditionalNull(model.samples(), columns, columns, model.targets()).mean());
    }

    @Override
    public String toString() {
        String from = TextColumn.of(8, links.stream().map(Between::layer));
        String to = TextColumn.of(8, links.stream().map(Between::map));
        return "Information that " + method + " preserves, by the Gaussian closed form (" + provenance + ")\n"
                + links.stream()
                        .map(link -> String.format(
                                Locale.ROOT,
                                "  " + from + " tells " + to
                                        + " %8.2f nats; of %8.2f nats about the outputs that stay, %5.1f %% are preserved",
                                link.layer(),
                                link.map(),
                                link.all(),
                                link.wanted(),
                                100 * link.preserved()))
                        .collect(Collectors.joining("\n"))
                + Notes.of(warnings);
    }
}
