package org.mipp.network.operation;

import static org.mipp.run.Checks.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;

/**
 * A function of every value by itself, other than the rectifier {@link Relu}.
 *
 * <p>A node that is masked has the value f(0) behind it: 0 but for a sigmoid (0.5), a hard sigmoid and clipping to a range
 * without 0.
 *
 * @param kind which function
 * @param alpha its first constant, by ONNX's names; 0 if it has none
 * @param beta its second constant; 0 if it has none
 */
public record Pointwise(Kind kind, float alpha, float beta) implements ChannelWise {

    /** The functions; x is a value, alpha and beta are the constants of the operation. */
    public enum Kind {
        /** {@code min(max(x, alpha), beta)}; ReLU6 from 0 to 6. */
        CLIP(2) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return x.clip(alpha, beta);
            }
        },
        /** x, or {@code alpha x} below zero. */
        LEAKY_RELU(1) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return Constants.larger(x, 0).addi(Constants.times(Constants.smaller(x, 0), alpha));
            }
        },
        /** x, or {@code alpha (exp(x) - 1)} below zero (Clevert, Unterthiner, Hochreiter, arXiv:1511.07289). */
        ELU(1) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return Constants.larger(x, 0)
                        .addi(Constants.times(Constants.smaller(x, 0).exp().sub(1), alpha));
            }
        },
        /** {@code x sigmoid(x)}, also called swish (Ramachandran, Zoph, Le, arXiv:1710.05941). */
        SILU(0) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return Activation.sigmoid(x).mul(x);
            }
        },
        /** {@code x min(max(x / 6 + 1 / 2, 0), 1)} (Howard and others, arXiv:1905.02244). */
        HARD_SWISH(0) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return Constants.over(x, 6).addi(0.5f).clip(0, 1).mul(x);
            }
        },
        /** {@code min(max(alpha x + beta, 0), 1)}; PyTorch's has 1/6 and 1/2. */
        HARD_SIGMOID(2) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return Constants.times(x, alpha).addi(beta).clip(0, 1);
            }
        },
        /** x times the normal distribution function at x (Hendrycks, Gimpel, arXiv:1606.08415). */
        GELU(0) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return Activation.gelu(x);
            }
        },
        /** The approximation of GELU by a hyperbolic tangent, from the same paper. */
        GELU_TANH(0) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                NDArray cubed =
                        Constants.times(Constants.power(x, 3), 0.044715f).add(x);
                NDArray inner = Constants.times(cubed, (float) Math.sqrt(2 / Math.PI));
                return Constants.times(inner.tanh().add(1).mul(x), 0.5f);
            }
        },
        /** {@code 1 / (1 + exp(-x))}. */
        SIGMOID(0) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return Activation.sigmoid(x);
            }
        },
        /** The hyperbolic tangent. */
        TANH(0) {
            @Override
            NDArray of(NDArray x, float alpha, float beta) {
                return Activation.tanh(x);
            }
        };

        private final int constants;

        Kind(int constants) {
            this.constants = constants;
        }

        abstract NDArray of(NDArray x, float alpha, float beta);
    }

    /** Checks the constants. */
    public Pointwise {
        argument(
                Float.isFinite(alpha) && Float.isFinite(beta),
                "%s: expected finite constants, got %s and %s",
                kind,
                alpha,
                beta);
        argument(
                (kind.constants > 0 || alpha == 0) && (kind.constants > 1 || beta == 0),
                "%s: expected %d constants, zeros for the others, got %s and %s",
                kind,
                kind.constants,
                alpha,
                beta);
        argument(
                kind != Kind.CLIP || alpha < beta,
                "CLIP: expected a smallest value below the largest, got %s and %s",
                alpha,
                beta);
    }

    /**
     * Makes a function without constants.
     *
     * @param kind which
     */
    public Pointwise(Kind kind) {
        this(kind, 0, 0);
    }

    /** {@return the rectifier that levels off at 6} */
    public static Pointwise relu6() {
        return clip(0, 6);
    }

    /**
     * Makes the function that keeps values within a range.
     *
     * @param smallest what smaller values become
     * @param largest what larger values become
     * @return the function
     */
    public static Pointwise clip(float smallest, float largest) {
        return new Pointwise(Kind.CLIP, smallest, largest);
    }

    /**
     * Makes the leaky rectifier.
     *
     * @param slope below zero
     * @return the function
     */
    public static Pointwise leakyRelu(float slope) {
        return new Pointwise(Kind.LEAKY_RELU, slope, 0);
    }

    /**
     * Makes the exponential linear unit.
     *
     * @param alpha minus what it tends to below zero
     * @return the function
     */
    public static Pointwise elu(float alpha) {
        return new Pointwise(Kind.ELU, alpha, 0);
    }

    /** {@return the hard sigmoid with PyTorch's constants, 1/6 and 1/2} */
    public static Pointwise hardSigmoid() {
        return new Pointwise(Kind.HARD_SIGMOID, 1 / 6f, 0.5f);
    }

    /** {@return what a node reads that has been masked: f(0)} */
    public float atZero() {
        return switch (kind) {
            case CLIP -> Math.min(Math.max(0, alpha), beta);
            case HARD_SIGMOID -> Math.min(Math.max(0, beta), 1);
            case SIGMOID -> 0.5f;
            default -> 0;
        };
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Block block() {
        return LambdaBlock.singleton(values -> kind.of(values, alpha, beta), kind.name());
    }
}
