/** One hash for each statement, the same wherever and whenever it is made again. */
@NullMarked
package org.royaltyledger.projections.rendering.digest;

import org.jspecify.annotations.NullMarked;
