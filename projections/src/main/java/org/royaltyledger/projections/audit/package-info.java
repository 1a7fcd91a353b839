/** Checks over everything stored, and the replay that proves the read models. */
@NullMarked
package org.royaltyledger.projections.audit;

import org.jspecify.annotations.NullMarked;
