/** Who may see and do what: users, tokens, their roles, and whose money they are of. */
@NullMarked
package org.royaltyledger.ledger.access;

import org.jspecify.annotations.NullMarked;
