/** Statements as documents: what a format is, and what every format is given. */
@NullMarked
package org.royaltyledger.projections.rendering;

import org.jspecify.annotations.NullMarked;
