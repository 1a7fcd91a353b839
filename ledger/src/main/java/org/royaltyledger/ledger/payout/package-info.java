/** Payout runs: what parties are to be paid, from collecting it until the bank has said. */
@NullMarked
package org.royaltyledger.ledger.payout;

import org.jspecify.annotations.NullMarked;
