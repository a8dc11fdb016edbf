package org.mipp.paper;

/**
 * What one line, or a pair of lines, says of a claim.
 *
 * @param line which, by name
 * @param holds whether the claim holds there
 * @param evidence the numbers, in words
 */
record Finding(String line, boolean holds, String evidence) {}
