/** The journal: every posting that was booked, and what each account comes to. */
@NullMarked
package org.royaltyledger.projections.balance;

import org.jspecify.annotations.NullMarked;
