/** What a store asks of those who close months and pay, and who asked for it. */
@NullMarked
package org.royaltyledger.ledger.settings;

import org.jspecify.annotations.NullMarked;
