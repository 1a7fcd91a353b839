/** Which addresses are told of what happens, and for whom. */
@NullMarked
package org.royaltyledger.ledger.webhook;

import org.jspecify.annotations.NullMarked;
