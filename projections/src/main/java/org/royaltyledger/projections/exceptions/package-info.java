/** What somebody should look at: conflicts, uncovered uses, usage without revenue. */
@NullMarked
package org.royaltyledger.projections.exceptions;

import org.jspecify.annotations.NullMarked;
