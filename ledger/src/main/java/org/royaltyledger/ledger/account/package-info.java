/** The accounts that money stands on, and the balanced entries that move it; pure rules. */
@NullMarked
package org.royaltyledger.ledger.account;

import org.jspecify.annotations.NullMarked;
