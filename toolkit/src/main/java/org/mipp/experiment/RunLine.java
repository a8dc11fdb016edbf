package org.mipp.experiment;

import org.mipp.run.ledger.SettingsKey;

/**
 * A finished run as it stands in a ledger, under its keys.
 *
 * @param method the method's, at the run's seed
 * @param budget the budget's
 * @param run with the texts that were shown then
 */
record RunLine(SettingsKey method, SettingsKey budget, PruningRun run) {}
