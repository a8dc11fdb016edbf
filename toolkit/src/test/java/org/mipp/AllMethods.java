package org.mipp;

import java.util.List;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainingPlan;

/** The methods of the library under the names that tables and figures print, for what is to hold for all of them. */
public final class AllMethods {

    private AllMethods() {}

    /**
     * Lists MIPP in closed form first, then its competitors.
     *
     * @param plan for those that train while they choose
     * @return one of each kind
     */
    public static List<SelectionMethod> of(TrainingPlan plan) {
        return List.of(
                Methods.mipp(),
                Methods.random(0),
                Methods.l1Norm(),
                Methods.normalisedL1Norm(),
                Methods.l2Norm(),
                Methods.normalisedL2Norm(),
                Methods.slimming(),
                Methods.sparseSlimming(plan),
                Methods.taylor(),
                Methods.snip(),
                Methods.iterSnip(),
                Methods.grasp(),
                Methods.iterGrasp(),
                Methods.synFlow(),
                Methods.sospH(),
                Methods.thiNet(),
                Methods.prosPr(),
                Methods.reinitialisedMipp(0),
                Methods.oto(plan),
                Methods.imp(plan));
    }
}
