/** Months over HTTP: closing them, and what a closed one came to. */
@NullMarked
package org.royaltyledger.api.period;

import org.jspecify.annotations.NullMarked;
