/** What all facts share: a key, versions, and the rule that the same again changes nothing. */
@NullMarked
package org.royaltyledger.ledger.fact;

import org.jspecify.annotations.NullMarked;
