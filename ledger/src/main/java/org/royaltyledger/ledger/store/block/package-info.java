/** Blocks of usages as stored bytes, by versioned Avro schemas that all ship for ever. */
@NullMarked
package org.royaltyledger.ledger.store.block;

import org.jspecify.annotations.NullMarked;
