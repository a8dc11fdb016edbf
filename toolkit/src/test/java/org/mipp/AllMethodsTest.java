package org.mipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mipp.selection.SelectionMethod;
import org.mipp.training.TrainingPlan;

class AllMethodsTest {

    private static final List<SelectionMethod> ALL = AllMethods.of(TrainingPlan.epochs(1));

    /** Searches by an estimator and scores of your own are no competitors of the library: their factories say what they are. */
    @Test
    void noneOfTheMethodsThatAUserCanNameIsLeftOut() {
        assertEquals(
                Arrays.stream(Methods.class.getMethods())
                        .filter(factory -> factory.getReturnType() == SelectionMethod.class)
                        .count(),
                ALL.size());
        assertEquals(
                ALL.size(), ALL.stream().map(SelectionMethod::name).distinct().count());
    }

    @Test
    void theirTextsAreTheSameInEveryProcessAndAfterTheSameSeed() {
        List<String> again = AllMethods.of(TrainingPlan.epochs(1)).stream()
                .map(method -> method.seeded(4).toString())
                .toList();
        assertEquals(
                again, ALL.stream().map(method -> method.seeded(4).toString()).toList());
        again.forEach(text -> assertFalse(text.contains("@"), text));
    }
}
