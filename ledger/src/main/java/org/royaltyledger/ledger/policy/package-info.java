/** What an offering lays down for all its usage: who is eligible, capped, boosted, free. */
@NullMarked
package org.royaltyledger.ledger.policy;

import org.jspecify.annotations.NullMarked;
