/** Statements as documents: the list of formats, and what every format is given. */
@NullMarked
package org.royaltyledger.projections.rendering;

import org.jspecify.annotations.NullMarked;
