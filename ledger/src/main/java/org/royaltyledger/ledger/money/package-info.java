/** Exact arithmetic: fractions, rounding once, largest remainder. */
@NullMarked
package org.royaltyledger.ledger.money;

import org.jspecify.annotations.NullMarked;
