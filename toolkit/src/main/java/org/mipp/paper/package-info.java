/**
 * The paper's experiments, one line each: {@code kernel-config/run paper} lists them, and one command runs one to its figures
 * and to a page that says of each of the paper's claims whether it is confirmed, refuted or not run.
 *
 * <p>{@link org.mipp.paper.PaperProgram} is the program, {@link org.mipp.paper.PaperLine} an experiment as data. What the known
 * text of the paper (Westphal, Hailes, Musolesi, arXiv:2411.00147) leaves open is filled in here and named as ours. This room
 * knows all rooms before it, the figures too. It stays whole: claims, page and studies all read what a line is, so that a room for
 * any of them would open most of these files to everybody.
 */
@NullMarked
package org.mipp.paper;

import org.jspecify.annotations.NullMarked;
