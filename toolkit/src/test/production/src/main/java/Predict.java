import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Uses what the toolkit saved, without it: the ways of PRODUCTION.md, on a grey image of 28 x 28 pixels. */
public final class Predict {

    public static void main(String[] arguments) throws Exception {
        Path onnx = Path.of(arguments[0]);
        Path safetensors = Path.of(arguments[1]);
        float[] pixels = new float[28 * 28];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 10 / 10f;
        }
        System.out.println("DJL " + Arrays.toString(djl(onnx, pixels)));
        System.out.println("ONNX Runtime " + Arrays.toString(onnxRuntime(onnx, pixels)));
        System.out.println("weights " + weights(safetensors));
    }

    private static float[] djl(Path onnx, float[] pixels) throws Exception {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(onnx)
                .optEngine("OnnxRuntime")
                .optTranslator(new NoopTranslator())
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor()) {
            NDArray images = model.getNDManager().create(pixels, new Shape(1, 1, 28, 28));
            return predictor.predict(new NDList(images)).singletonOrThrow().toFloatArray();
        }
    }

    private static float[] onnxRuntime(Path onnx, float[] pixels) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx.toString());
                OnnxTensor images =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), new long[] {1, 1, 28, 28});
                OrtSession.Result result = session.run(Map.of("input", images))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    private static String weights(Path safetensors) throws Exception {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                InputStream in = Files.newInputStream(safetensors)) {
            NDArray weight = NDList.decode(manager, in).get("conv1.weight");
            return weight.getShape() + " " + weight.sum().getFloat();
        }
    }
}
