/** Codes and small nouns that every room speaks with; each checks itself. */
@NullMarked
package org.royaltyledger.ledger.value;

import org.jspecify.annotations.NullMarked;
