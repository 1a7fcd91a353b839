/** The ledger as it was known at a place of the log or an instant, beside what is known now. */
@NullMarked
package org.royaltyledger.projections.asof;

import org.jspecify.annotations.NullMarked;
