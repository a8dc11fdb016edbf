package org.mipp.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mipp.GraphExamples;
import org.mipp.network.engine.LiveNetwork;
import org.mipp.network.zoo.CifarResNet;

/** A network as a block of DJL, in DJL's own hands. */
class NetworkBlockTest {

    private static final Shape BATCH = new Shape(2).addAll(GraphExamples.INPUT);

    @TempDir
    private Path folder;

    private static float[] predicted(Model model) throws Exception {
        try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
            NDArray images =
                    model.getNDManager().arange(BATCH.size()).reshape(BATCH).div(BATCH.size());
            return predictor.predict(new NDList(images)).singletonOrThrow().toFloatArray();
        }
    }

    private static float[] expected(Network network) {
        try (LiveNetwork live = LiveNetwork.open(network)) {
            return live.forward(
                            live.manager().arange(BATCH.size()).reshape(BATCH).div(BATCH.size()))
                    .toFloatArray();
        }
    }

    @Test
    void aModelPredictsSavesAndLoads() throws Exception {
        Network network = GraphExamples.everythingElse(4);
        float[] logits = expected(network);
        try (Model model = Model.newInstance("small")) {
            NetworkBlock block = network.block();
            assertFalse(block.isInitialized());
            block.initialize(model.getNDManager(), DataType.FLOAT32, BATCH);
            model.setBlock(block);
            assertArrayEquals(logits, predicted(model), 1e-6f);
            model.save(folder, "small");
        }
        Network other = GraphExamples.everythingElse(5); // of the same architecture
        try (Model model = Model.newInstance("small")) {
            model.setBlock(other.block());
            model.load(folder, "small");
            assertArrayEquals(logits, predicted(model), 1e-6f);
        }
    }

    @Test
    void aBlockThatIsInitialisedTwiceKeepsItsWeights() throws Exception {
        Network network = GraphExamples.residual(CifarResNet.Shortcut.PROJECTION, 3);
        try (Model model = Model.newInstance("twice")) {
            NetworkBlock block = network.block();
            block.initialize(model.getNDManager(), DataType.FLOAT32, BATCH);
            block.initialize(model.getNDManager(), DataType.FLOAT32, BATCH);
            model.setBlock(block);
            assertArrayEquals(expected(network), predicted(model), 1e-6f);
        }
    }
}
