/** Plays and generations with weighted contributions, in blocks, and the outputs they name. */
@NullMarked
package org.royaltyledger.ledger.usage;

import org.jspecify.annotations.NullMarked;
