/** The key of the vault: seals what tells of persons, and hashes it for the log. */
@NullMarked
package org.royaltyledger.ledger.vault;

import org.jspecify.annotations.NullMarked;
