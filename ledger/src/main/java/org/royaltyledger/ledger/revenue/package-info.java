/** What a service earned per offering, territory and period, and the exchange rates. */
@NullMarked
package org.royaltyledger.ledger.revenue;

import org.jspecify.annotations.NullMarked;
