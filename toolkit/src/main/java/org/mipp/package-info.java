/**
 * The front doors. {@link org.mipp.Mipp} holds the pipeline's verbs, one per step; {@link org.mipp.MutualInformation}, {@link
 * org.mipp.Explanations}, {@link org.mipp.Pictures} and {@link org.mipp.Retraining} the other verbs; {@link
 * org.mipp.Datasets}, {@link org.mipp.PictureDatasets}, {@link org.mipp.DataTables}, {@link org.mipp.Networks}, {@link
 * org.mipp.Storage}, {@link org.mipp.Estimators}, {@link org.mipp.Methods}, {@link org.mipp.Budgets} and {@link
 * org.mipp.Repairs} what verbs take; {@link org.mipp.Help} tells them all.
 * Nothing else lives here.
 */
@NullMarked
package org.mipp;

import org.jspecify.annotations.NullMarked;
