package org.royaltyledger.projections.run;

import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.settlement.Settlement;

/** What a close writes down: what is earned, and what becomes of that until it is paid. */
public record MonthClose(Booking booking, Settlement settlement) {}
