package org.royaltyledger.projections.run;

import org.royaltyledger.ledger.royalty.RunResult;

/**
 * A month by all that is known now, whether it is closed or not.
 *
 * @param without as it would be if no exclusion were in force
 * @param with as it is
 */
public record ExclusionEffect(RunResult without, RunResult with) {}
