/**
 * Architectures of the pruning literature, one file per family, with their layers named as in the PyTorch implementations
 * that most published weights come from.
 */
@NullMarked
package org.mipp.network.zoo;

import org.jspecify.annotations.NullMarked;
