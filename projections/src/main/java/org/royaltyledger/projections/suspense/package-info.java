/** Money that waits, and why. */
@NullMarked
package org.royaltyledger.projections.suspense;

import org.jspecify.annotations.NullMarked;
