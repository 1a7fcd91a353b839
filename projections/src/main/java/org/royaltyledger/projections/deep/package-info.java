/**
 * A second fold over the raw log, which knows none of the code that it checks: own SQL, own
 * reading, own sums.
 */
@NullMarked
package org.royaltyledger.projections.deep;

import org.jspecify.annotations.NullMarked;
