/** How the read models are put together: the list of them, and their beans. */
@NullMarked
package org.royaltyledger.projections.setup;

import org.jspecify.annotations.NullMarked;
