/**
 * Where each usage id stands: fingerprints in memory and in sorted files, a read model of the log.
 */
@NullMarked
package org.royaltyledger.ledger.store.ids;

import org.jspecify.annotations.NullMarked;
