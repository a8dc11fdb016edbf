package org.mipp.paper;

import static org.mipp.run.Checks.argument;

import java.util.ArrayList;
import java.util.List;
import org.mipp.baseline.activation.ThiNet;
import org.mipp.baseline.control.Reinitialised;
import org.mipp.baseline.saliency.Grasp;
import org.mipp.baseline.saliency.ProsPr;
import org.mipp.baseline.saliency.Snip;
import org.mipp.baseline.saliency.Sosp;
import org.mipp.baseline.saliency.SynFlow;
import org.mipp.baseline.training.IterativeMagnitudePruning;
import org.mipp.baseline.training.OnlyTrainOnce;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.TrainingPlan;

/**
 * MIPP, in closed form, and the competitors that the known text names: SynFlow, GraSP, ThiNet and SOSP-H in its first version;
 * later IMP and OTO for trained networks, IterGraSP, IterSNIP and ProsPR for untrained ones; ThiNet alone on ImageNet. Before
 * training SOSP-H keeps its widths and draws new weights, and MIPP is there in that form too. In smoke form deep networks meet
 * the first three only: no method depends on the network.
 */
final class PaperMethods {

    private static final int FEW = 2; // steps, of what only proves that it runs
    private static final double TENTH = 0.1; // of the steps, as OTO has it

    private PaperMethods() {}

    /**
     * Lists the methods of a line, MIPP first.
     *
     * @param training of the whole network, for methods that train
     * @param settings name those that are wanted
     * @throws IllegalArgumentException if one is wanted that the line has not, or MIPP is not wanted
     */
    static List<SelectionMethod> of(PaperLine line, TrainingPlan training, PaperSettings settings) {
        List<SelectionMethod> all =
                new ArrayList<>(List.of(new ClosedFormTerc(Regularisation.DEFAULT), new AtWidthsOfMipp(new ThiNet())));
        if (line.before()) {
            all.add(1, new AtWidthsOfMipp(new Reinitialised(new ClosedFormTerc(Regularisation.DEFAULT), 0)));
        }
        if (line.data() != PaperData.IMAGENET) {
            all.add(settings.smoke() ? new SynFlow(FEW) : new SynFlow());
        }
        if (line.data() != PaperData.IMAGENET
                && !(settings.smoke() && line.network().deep())) {
            all.add(new Grasp());
            all.addAll(line.before() ? ofNew(settings) : ofTrained(training, settings));
        }
        List<String> names = all.stream().map(SelectionMethod::name).toList();
        List<String> wanted = settings.methods().isEmpty() ? names : settings.methods();
        argument(
                names.containsAll(wanted) && wanted.contains(names.get(0)),
                "--methods: expected some of '%s', MIPP among them, got '%s'",
                String.join(";", names),
                String.join(";", wanted));
        return all.stream().filter(method -> wanted.contains(method.name())).toList();
    }

    private static List<SelectionMethod> ofTrained(TrainingPlan training, PaperSettings settings) {
        return List.of(
                new Sosp(),
                new IterativeMagnitudePruning(training),
                settings.smoke() ? new OnlyTrainOnce(training, TENTH, TENTH, 1) : new OnlyTrainOnce(training));
    }

    /** The iterative forms take 60 and 100 steps of what GraSP and SNIP do once. */
    private static List<SelectionMethod> ofNew(PaperSettings settings) {
        List<SelectionMethod> methods = new ArrayList<>(List.of(new Reinitialised(new Sosp(), 0)));
        methods.addAll(
                settings.smoke()
                        ? List.of(new Snip(), new ProsPr())
                        : List.of(Grasp.iterative(), Snip.iterative(), new ProsPr()));
        return methods;
    }
}
