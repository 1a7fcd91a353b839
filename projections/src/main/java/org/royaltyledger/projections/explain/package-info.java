/** How each line of a statement came about, step by step, down to single usages. */
@NullMarked
package org.royaltyledger.projections.explain;

import org.jspecify.annotations.NullMarked;
