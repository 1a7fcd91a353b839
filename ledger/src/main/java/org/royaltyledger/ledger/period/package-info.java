/** The months: cut off, calculated, closed once and in order. */
@NullMarked
package org.royaltyledger.ledger.period;

import org.jspecify.annotations.NullMarked;
