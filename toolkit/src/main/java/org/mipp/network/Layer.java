package org.mipp.network;

/**
 * A named operation. A layer reads the one before it.
 *
 * @param name unique in its network; parameters are named after it as PyTorch does, for example {@code conv1.weight}
 * @param operation what it does
 */
public record Layer(String name, Operation operation) {}
