package org.mipp;

import java.util.List;
import java.util.Optional;
import org.mipp.baseline.control.RandomSelection;
import org.mipp.baseline.magnitude.L1Norm;
import org.mipp.capture.Activations;
import org.mipp.capture.Capture;
import org.mipp.capture.moments.CaptureOptions;
import org.mipp.experiment.Experiment;
import org.mipp.experiment.ExperimentResult;
import org.mipp.experiment.pruned.Comparison;
import org.mipp.experiment.pruned.Estimation;
import org.mipp.experiment.pruned.PixelSelection;
import org.mipp.experiment.pruned.PrunedNetwork;
import org.mipp.experiment.pruned.Tradeoff;
import org.mipp.information.Information;
import org.mipp.information.PlugIn;
import org.mipp.information.benchmark.BenchmarkResult;
import org.mipp.information.benchmark.EstimatorBenchmark;
import org.mipp.information.gaussian.GaussianNodeInformation;
import org.mipp.information.gaussian.Regularisation;
import org.mipp.information.measure.Measure;
import org.mipp.information.measure.Measurement;
import org.mipp.information.neural.NeuralEstimate;
import org.mipp.information.ranking.ColumnRanking;
import org.mipp.information.ranking.ColumnSelection;
import org.mipp.information.ranking.PairwiseInformation;
import org.mipp.information.ranking.RankColumns;
import org.mipp.information.ranking.SelectColumns;
import org.mipp.information.table.TableSamples;
import org.mipp.information.task.Tasks;
import org.mipp.run.RefusedException;
import org.mipp.selection.Budget;
import org.mipp.selection.Masks;
import org.mipp.selection.SelectionMethod;
import org.mipp.selection.explain.ExplainedPath;
import org.mipp.selection.explain.InformationFlow;
import org.mipp.selection.terc.ClosedFormTerc;
import org.mipp.training.TrainedNetwork;
import org.mipp.training.TrainingPlan;

/** One result of every kind that a user sees, from real data. */
public final class Results {

    public static final TrainedNetwork TRAINED = Examples.lenet();
    public static final Activations ACTIVATIONS =
            Capture.of(TRAINED, Examples.digits().train().first(1000), CaptureOptions.DEFAULT);
    public static final Information INFORMATION =
            Estimation.of(ACTIVATIONS, new GaussianNodeInformation(Regularisation.DEFAULT, 0.95));
    public static final Masks MASKS =
            new ClosedFormTerc(Regularisation.DEFAULT).select(ACTIVATIONS, new Budget.Confidence(0.95));
    public static final Masks RANDOM_MASKS = new RandomSelection(1).select(ACTIVATIONS, MASKS.widths());
    public static final PrunedNetwork PRUNED = PrunedNetwork.of(TRAINED, MASKS);
    public static final Masks SHARED_MASKS =
            new ClosedFormTerc(Regularisation.DEFAULT).select(ACTIVATIONS, Budgets.parameters(0.07));
    public static final ExplainedPath EXPLAINED = ExplainedPath.of(MASKS, "fc1");
    public static final InformationFlow FLOW = InformationFlow.of(MASKS);
    public static final InformationFlow RANDOM_FLOW = InformationFlow.of(RANDOM_MASKS);
    public static final PixelSelection PIXELS = Explanations.selectPixels(
            Mipp.capture(
                    Networks.mlp(Examples.digits(), 24),
                    Examples.digits().train().first(1000)),
            Budgets.keep(0.25));
    public static final Comparison COMPARISON = Comparison.of(TRAINED, PRUNED).against(new L1Norm());
    public static final Tradeoff TRADEOFF = Tradeoff.of(
            TRAINED,
            ACTIVATIONS,
            List.of(new Budget.KeptFraction(0.5), new Budget.KeptFraction(0.1)),
            List.of(new ClosedFormTerc(Regularisation.DEFAULT), new L1Norm()));

    public static final ExperimentResult EXPERIMENT = Experiment.of(TRAINED, Examples.digits())
            .methods(Methods.mipp(), Methods.l1Norm(), Methods.random(0), new Refusing())
            .budgets(Budgets.parameters(0.5), Budgets.parameters(0.1), Budgets.parameters(0.03))
            .seeds(2)
            .retraining(TrainingPlan.epochs(1).images(1000))
            .images(500)
            .withoutScratch()
            .run();

    /** Cannot prune this network. */
    private record Refusing() implements SelectionMethod {
        @Override
        public String name() {
            return "refusing <all>";
        }

        @Override
        public Masks select(Activations activations, Budget budget) {
            throw new RefusedException("refusing <all>: expected another network");
        }
    }

    public static final Measurement MEASUREMENT =
            Measure.with(new PlugIn.Named("Gaussian <log det>")).of(Tasks.get("multinormal-dense-3-3-0.5"), 200);
    public static final BenchmarkResult BENCHMARK = EstimatorBenchmark.of(new PlugIn.Named("Gaussian"))
            .and("huge", (x, y) -> 9 * x.columns())
            .and("fails", (x, y) -> x.columns() == 1 ? 0.2 : Double.NaN)
            .and("fails sometimes", new PlugIn.Fickle(0))
            .tasks("1v1-normal-0.75", "student-identity-3-3-2", "label-mixture-2-1")
            .sizes(100, 200)
            .run();

    public static final TableSamples WINE = TableSamples.of(DataTables.table("../data/wine/wine.csv"));
    public static final ColumnRanking RANKING =
            RankColumns.towards("cultivar").permutations(39).of(WINE);
    public static final ColumnSelection SELECTION =
            SelectColumns.towards("cultivar", 4).of(WINE);
    public static final PairwiseInformation PAIRS = PairwiseInformation.of(WINE, Optional.empty());
    public static final NeuralEstimate NEURAL = new NeuralEstimate(
            "MINE",
            0.4,
            List.of(
                    new NeuralEstimate.Point(0, -0.01, 0),
                    new NeuralEstimate.Point(100, 0.45, 0.38),
                    new NeuralEstimate.Point(200, 0.5, 0.37)),
            100,
            1000,
            0,
            1.5,
            List.of());

    private Results() {}
}
