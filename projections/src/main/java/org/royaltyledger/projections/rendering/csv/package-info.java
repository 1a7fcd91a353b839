/** Statements as CSV and as tab-separated text, a row a line. */
@NullMarked
package org.royaltyledger.projections.rendering.csv;

import org.jspecify.annotations.NullMarked;
