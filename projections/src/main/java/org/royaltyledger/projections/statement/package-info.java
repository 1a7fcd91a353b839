/** Closed periods, their pools, and what each party earned in them. */
@NullMarked
package org.royaltyledger.projections.statement;

import org.jspecify.annotations.NullMarked;
