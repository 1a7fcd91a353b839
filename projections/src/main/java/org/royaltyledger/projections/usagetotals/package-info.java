/** How much was used of what, where and when; for looking, never for money. */
@NullMarked
package org.royaltyledger.projections.usagetotals;

import org.jspecify.annotations.NullMarked;
