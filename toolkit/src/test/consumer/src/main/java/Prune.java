import static org.mipp.Budgets.keep;
import static org.mipp.Datasets.mnist;
import static org.mipp.Mipp.capture;
import static org.mipp.Mipp.prune;
import static org.mipp.Mipp.selectMasks;
import static org.mipp.Networks.lenet5;

/** An ordinary program that prunes. */
public final class Prune {

    public static void main(String[] arguments) {
        var digits = mnist().first(500, 100);
        var network = lenet5();
        var small = prune(network, selectMasks(capture(network, digits.train()), keep(0.5)));
        System.out.println(network.architecture().nodes() + " nodes before, "
                + small.network().architecture().nodes() + " after");
    }
}
