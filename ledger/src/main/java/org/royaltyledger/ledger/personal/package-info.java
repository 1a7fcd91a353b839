/** What tells of persons: bank and tax details, who holds a hash of what, and erasing somebody. */
@NullMarked
package org.royaltyledger.ledger.personal;

import org.jspecify.annotations.NullMarked;
