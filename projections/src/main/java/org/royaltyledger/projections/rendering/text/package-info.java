/** Statements as tables for a terminal. */
@NullMarked
package org.royaltyledger.projections.rendering.text;

import org.jspecify.annotations.NullMarked;
