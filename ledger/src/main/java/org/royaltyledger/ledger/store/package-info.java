/** The event store: tables, append lock, serializer, block codec, processors. */
@NullMarked
package org.royaltyledger.ledger.store;

import org.jspecify.annotations.NullMarked;
