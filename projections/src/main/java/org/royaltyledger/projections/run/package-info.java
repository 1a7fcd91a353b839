/** Closing a month: cut-off, fold, result, and the index of blocks by month. */
@NullMarked
package org.royaltyledger.projections.run;

import org.jspecify.annotations.NullMarked;
