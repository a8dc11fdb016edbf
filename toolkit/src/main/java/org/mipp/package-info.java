/**
 * The front doors. {@link org.mipp.Mipp} holds the pipeline's verbs, one per step; {@link org.mipp.MutualInformation}, {@link
 * org.mipp.Explanations} and {@link org.mipp.Pictures} the other verbs; {@link org.mipp.Datasets}, {@link org.mipp.Networks},
 * {@link org.mipp.Estimators}, {@link org.mipp.Methods} and {@link org.mipp.Budgets} what verbs take. Nothing else lives here.
 */
@NullMarked
package org.mipp;

import org.jspecify.annotations.NullMarked;
