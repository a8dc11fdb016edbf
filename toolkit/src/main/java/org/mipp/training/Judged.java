package org.mipp.training;

import org.mipp.network.Stage;

/** A network of which is known how well it does on test images. */
public sealed interface Judged extends Stage permits TrainedNetwork, EvaluatedNetwork {

    /** {@return how well it does on the test images of its data} */
    Evaluation test();
}
