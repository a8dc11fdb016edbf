/**
 * A network alive on DJL's engine, for one call, and the device that it runs on.
 *
 * <p>Open {@link org.mipp.network.engine.LiveNetwork} first. Whoever opens one closes it: nothing native outlives a
 * call. This room knows {@code network}, its operations and structure, {@code data} and {@code run}; blocks, files and
 * the zoo it may not know.
 */
@NullMarked
package org.mipp.network.engine;

import org.jspecify.annotations.NullMarked;
