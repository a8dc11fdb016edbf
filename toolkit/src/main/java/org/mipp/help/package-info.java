/**
 * What a cell is told about verbs: the toolkit's own documentation comments, read from its sources, which its jar carries
 * along. Knows no other room but {@code run}.
 */
@NullMarked
package org.mipp.help;

import org.jspecify.annotations.NullMarked;
