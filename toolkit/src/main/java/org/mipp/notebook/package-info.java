/**
 * The only room that sees a Jupyter kernel: how results look under a cell, and progress while a cell runs.
 *
 * <p>{@link org.mipp.notebook.MippExtension} is found by JJava when the toolkit comes onto its class path. Without a kernel
 * nothing here is loaded, and results print themselves.
 */
@NullMarked
package org.mipp.notebook;

import org.jspecify.annotations.NullMarked;
