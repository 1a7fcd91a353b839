/** Statements as JSON. */
@NullMarked
package org.royaltyledger.projections.rendering.json;

import org.jspecify.annotations.NullMarked;
