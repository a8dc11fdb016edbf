/**
 * The front doors: {@link org.mipp.Mipp} holds the verbs, one per step, and {@link org.mipp.Datasets}, {@link
 * org.mipp.Networks}, {@link org.mipp.Estimators}, {@link org.mipp.Methods} and {@link org.mipp.Budgets} what the verbs
 * take. Nothing else lives here.
 */
@NullMarked
package org.mipp;

import org.jspecify.annotations.NullMarked;
