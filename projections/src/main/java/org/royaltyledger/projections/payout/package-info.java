/** Payout runs: how far each has come, and taking one on. */
@NullMarked
package org.royaltyledger.projections.payout;

import org.jspecify.annotations.NullMarked;
