package org.mipp.training.judge;

import static org.mipp.run.Checks.argument;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.mipp.data.Images;
import org.mipp.network.Network;
import org.mipp.network.NetworkStage;

/**
 * The images to which a network answers otherwise than before.
 *
 * @param before what the network was called
 * @param after what it is called now
 * @param images what was looked at
 * @param answersBefore a class for every image
 * @param answersAfter the same now
 */
public record ChangedAnswers(
        String before, String after, Images images, List<Integer> answersBefore, List<Integer> answersAfter) {

    /** Copies the lists. */
    public ChangedAnswers {
        answersBefore = List.copyOf(answersBefore);
        answersAfter = List.copyOf(answersAfter);
    }

    /**
     * Asks both networks. Cost: that of running all images through both.
     *
     * @param before a network
     * @param after what became of it, or another one of the same classes
     * @param images of their input shape; without labels nobody says which answers are right
     * @return the answers
     * @throws IllegalArgumentException if the networks have different numbers of classes, or other images
     */
    public static ChangedAnswers of(NetworkStage before, NetworkStage after, Images images) {
        long classes = outputs(before.network());
        argument(
                classes == outputs(after.network()),
                "changes: expected two networks of the same classes, got %s with %d and %s with %d",
                before.label(),
                classes,
                after.label(),
                outputs(after.network()));
        return new ChangedAnswers(
                before.label(),
                after.label(),
                images,
                Predictions.of(before.network(), images).classes(),
                Predictions.of(after.network(), images).classes());
    }

    private static long outputs(Network network) {
        return network.architecture()
                .outputs()
                .get(network.architecture().last().name())
                .size();
    }

    /** {@return the images that were right and are wrong now; none if there are no labels} */
    public int[] becameWrong() {
        return which(image -> images.labelled() && isRight(answersBefore, image));
    }

    /** {@return the images that were wrong and are right now; none if there are no labels} */
    public int[] becameRight() {
        return which(image -> images.labelled() && isRight(answersAfter, image));
    }

    /** {@return the images with another answer, wrong before and now, or without labels} */
    public int[] otherwiseChanged() {
        return which(image -> !images.labelled() || !isRight(answersBefore, image) && !isRight(answersAfter, image));
    }

    private int[] which(IntPredicate wanted) {
        return IntStream.range(0, answersBefore.size())
                .filter(image -> !answersBefore.get(image).equals(answersAfter.get(image)))
                .filter(wanted)
                .toArray();
    }

    private boolean isRight(List<Integer> answers, int image) {
        return answers.get(image) == images.label(image);
    }

    @Override
    public String toString() {
        int changed = becameWrong().length + becameRight().length + otherwiseChanged().length;
        return String.format(
                Locale.ROOT,
                "%s and %s answer otherwise to %,d of %,d images%s",
                before,
                after,
                changed,
                answersBefore.size(),
                images.labelled()
                        ? String.format(
                                Locale.ROOT,
                                ": %,d became wrong, %,d right",
                                becameWrong().length,
                                becameRight().length)
                        : "");
    }
}
