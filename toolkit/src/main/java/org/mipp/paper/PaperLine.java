package org.mipp.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.mipp.experiment.Protocol;
import org.mipp.network.structure.Architecture;
import org.mipp.run.ClosestName;
import org.mipp.run.RefusedException;

/**
 * One experiment of the paper.
 *
 * @param network which network
 * @param data on which data
 * @param when whether it is pruned before or after training
 * @param known whether the paper's known text names this network with these data; else the pair is ours
 */
record PaperLine(PaperNetwork network, PaperData data, Protocol.When when, boolean known) {

    /** Every network with all data that it is listed for. */
    static final List<PaperLine> ALL = all();

    /** Which networks run on which data, and which of these pairs the known text names. */
    private record Pairs(PaperData data, List<PaperNetwork> known, List<PaperNetwork> ours) {}

    private static List<PaperLine> all() {
        List<Pairs> pairs = List.of(
                new Pairs(PaperData.MNIST, List.of(PaperNetwork.LENET5), List.of()),
                new Pairs(PaperData.DEFORMED, List.of(PaperNetwork.LENET5), List.of()),
                new Pairs(
                        PaperData.CIFAR10,
                        List.of(PaperNetwork.VGG11, PaperNetwork.RESNET18, PaperNetwork.RESNET34),
                        List.of(PaperNetwork.VGG16, PaperNetwork.VGG19, PaperNetwork.RESNET50)),
                new Pairs(
                        PaperData.CIFAR100,
                        List.of(PaperNetwork.VGG19, PaperNetwork.RESNET50),
                        List.of(PaperNetwork.VGG11, PaperNetwork.VGG16, PaperNetwork.RESNET18, PaperNetwork.RESNET34)),
                new Pairs(
                        PaperData.TINY,
                        List.of(), // that Tiny ImageNet was run is known, with which networks is not
                        List.of(
                                PaperNetwork.VGG11,
                                PaperNetwork.VGG16,
                                PaperNetwork.VGG19,
                                PaperNetwork.RESNET18,
                                PaperNetwork.RESNET34,
                                PaperNetwork.RESNET50)),
                new Pairs(PaperData.IMAGENET, List.of(PaperNetwork.RESNET50), List.of()));
        List<PaperLine> lines = new ArrayList<>();
        for (Pairs pair : pairs) {
            Stream.concat(pair.known().stream(), pair.ours().stream()).sorted().forEach(network -> {
                boolean known = pair.known().contains(network);
                lines.add(new PaperLine(network, pair.data(), Protocol.When.AFTER_TRAINING, known));
                lines.add(new PaperLine(network, pair.data(), Protocol.When.BEFORE_TRAINING, known));
            });
        }
        return List.copyOf(lines);
    }

    /**
     * Finds an experiment.
     *
     * @param name as {@link #name} gives it
     * @throws IllegalArgumentException if there is none
     */
    static PaperLine named(String name) {
        List<String> names = ALL.stream().map(PaperLine::name).toList();
        return known(name)
                .orElseThrow(() ->
                        new RefusedException("line: expected one of those that kernel-config/run paper lists, got '"
                                + name + "'" + ClosestName.didYouMean(name, names)));
    }

    static Optional<PaperLine> known(String name) {
        return ALL.stream().filter(line -> line.name().equals(name)).findFirst();
    }

    /** As commands name it, {@code vgg16-cifar100-after}. */
    String name() {
        return network.name().toLowerCase(Locale.ROOT) + "-" + data.word() + "-" + (before() ? "before" : "after");
    }

    boolean before() {
        return when == Protocol.When.BEFORE_TRAINING;
    }

    /** The network for all classes of the data set. */
    Architecture architecture(int classes) {
        return network.of(data.side(), classes);
    }

    @Override
    public String toString() {
        return network + " on " + data + ", pruned " + when + (known ? "" : " (pair ours)");
    }
}
