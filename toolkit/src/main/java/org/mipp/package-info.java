/**
 * The front door: {@link org.mipp.Mipp} holds the verbs, and nothing else lives here.
 */
@NullMarked
package org.mipp;

import org.jspecify.annotations.NullMarked;
