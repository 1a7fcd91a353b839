/** DDEX DSR flat files: sales reports of services, their sales rows as usages. */
@NullMarked
package org.royaltyledger.ledger.intake.dsr;

import org.jspecify.annotations.NullMarked;
