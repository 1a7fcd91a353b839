/** Backups: the log and what stands beside it in one file, checked before it becomes a store. */
@NullMarked
package org.royaltyledger.ledger.backup;

import org.jspecify.annotations.NullMarked;
