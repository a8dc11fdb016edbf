package org.mipp.notebook;

import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.mipp.figure.chart.Figure;
import org.mipp.run.progress.Progress;

/**
 * Makes the toolkit at home in JJava: results render themselves, long calls show their progress, and the verbs and types
 * are imported. JJava finds it through {@code META-INF/services}.
 */
public final class MippExtension implements Extension {

    private static final List<String> IMPORTS = List.of(
            "import java.nio.file.Path;",
            "import java.util.*;",
            "import java.util.stream.*;",
            "import static org.mipp.Mipp.*;",
            "import static org.mipp.MutualInformation.*;",
            "import static org.mipp.Explanations.*;",
            "import static org.mipp.Shards.*;",
            "import static org.mipp.Pictures.*;",
            "import static org.mipp.Retraining.*;",
            "import static org.mipp.Datasets.*;",
            "import static org.mipp.PictureDatasets.*;",
            "import static org.mipp.DataTables.*;",
            "import static org.mipp.Networks.*;",
            "import static org.mipp.Storage.*;",
            "import static org.mipp.Estimators.*;",
            "import static org.mipp.Methods.*;",
            "import static org.mipp.Budgets.*;",
            "import static org.mipp.Repairs.*;",
            "import static org.mipp.Help.*;",
            "import org.mipp.*;",
            "import org.mipp.baseline.activation.*;",
            "import org.mipp.baseline.control.*;",
            "import org.mipp.baseline.magnitude.*;",
            "import org.mipp.baseline.saliency.*;",
            "import org.mipp.baseline.training.*;",
            "import org.mipp.capture.*;",
            "import org.mipp.capture.moments.*;",
            "import org.mipp.capture.shard.*;",
            "import org.mipp.data.*;",
            "import org.mipp.data.picture.*;",
            "import org.mipp.experiment.*;",
            "import org.mipp.experiment.pruned.*;",
            "import org.mipp.figure.*;",
            "import org.mipp.figure.chart.*;",
            "import org.mipp.figure.estimator.*;",
            "import org.mipp.figure.network.*;",
            "import org.mipp.figure.pruning.*;",
            "import org.mipp.figure.table.*;",
            "import org.mipp.information.*;",
            "import org.mipp.information.benchmark.*;",
            "import org.mipp.information.estimator.*;",
            "import org.mipp.information.gaussian.*;",
            "import org.mipp.information.measure.*;",
            "import org.mipp.information.neural.*;",
            "import org.mipp.information.ranking.*;",
            "import org.mipp.information.table.*;",
            "import org.mipp.information.task.*;",
            "import org.mipp.linalg.*;",
            "import org.mipp.network.*;",
            "import org.mipp.network.blocks.*;",
            "import org.mipp.network.engine.*;",
            "import org.mipp.network.onnx.*;",
            "import org.mipp.network.operation.*;",
            "import org.mipp.network.structure.*;",
            "import org.mipp.network.weights.*;",
            "import org.mipp.network.zoo.*;",
            "import org.mipp.run.*;",
            "import org.mipp.run.ledger.*;",
            "import org.mipp.run.progress.*;",
            "import org.mipp.selection.*;",
            "import org.mipp.selection.budget.*;",
            "import org.mipp.selection.explain.*;",
            "import org.mipp.selection.terc.*;",
            "import org.mipp.selection.terc.evidence.*;",
            "import org.mipp.surgery.*;",
            "import org.mipp.surgery.block.*;",
            "import org.mipp.surgery.repair.*;",
            "import org.mipp.surgery.trial.*;",
            "import org.mipp.training.*;",
            "import org.mipp.training.judge.*;",
            "import org.mipp.training.loss.*;");

    /** Made by JJava, possibly several times: does nothing yet. */
    public MippExtension() {}

    /** {@return what a cell finds imported, one declaration each} */
    public static List<String> imports() {
        return IMPORTS;
    }

    @Override
    public void install(BaseKernel kernel) {
        LibraryLogs.onlyWarnings();
        try {
            new JJavaRenderers(kernel.getRenderer(), kernel::display).register();
            Progress.showOn(new LiveProgress(new CellOutputs(kernel)));
            for (String line : IMPORTS) {
                kernel.eval(line);
            }
            printAllCompileErrors(kernel);
            keepVariables(kernel);
            heedInterrupts(kernel);
            drawOneFigureUnseen();
        } catch (RuntimeException | LinkageError e) {
            // an exception would stop the kernel from starting; without the extension results still print
            System.err.println("MIPP toolkit: results will print as plain text, because the extension failed: " + e);
        }
    }

    private static void printAllCompileErrors(BaseKernel kernel) {
        try {
            CompileErrors.printIn(kernel);
        } catch (ReflectiveOperationException e) {
            System.err.println(
                    "MIPP toolkit: some compile errors will not be printed, because this JJava is another: " + e);
        }
    }

    private static void keepVariables(BaseKernel kernel) {
        try {
            JJavaCells.keepVariablesOf(kernel);
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.err.println(
                    "MIPP toolkit: variables made from what a cell changes will be reset, because this JJava or"
                            + " JDK is another, or was started without --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED: "
                            + e);
        }
    }

    private static void heedInterrupts(BaseKernel kernel) {
        try {
            RunningStatements.watch(kernel);
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.err.println("MIPP toolkit: an interrupt between two statements of a cell will be forgotten, because"
                    + " this JJava is another: " + e);
        }
    }

    /** The first figure of a process costs half a second more than others; nobody should wait for that. */
    private static void drawOneFigureUnseen() {
        Thread thread = new Thread(
                () -> {
                    Figure figure = new Figure(List.of(Map.of("type", "scatter", "y", List.of(1, 2, 3))), Map.of());
                    figure.toJson();
                    figure.toPng();
                },
                "first figure");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, error) -> {}); // the first figure that is shown will say it
        thread.start();
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        Progress.showOn(Progress.NOTHING);
    }
}
