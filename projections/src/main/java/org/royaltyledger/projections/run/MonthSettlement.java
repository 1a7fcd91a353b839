package org.royaltyledger.projections.run;

import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.ledger.account.Entries;
import org.royaltyledger.ledger.account.Entry;
import org.royaltyledger.ledger.contract.ContractEvent;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.period.PeriodEvent;
import org.royaltyledger.ledger.revenue.RevenueEvent;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.settlement.Agreements;
import org.royaltyledger.ledger.settlement.Settlement;
import org.royaltyledger.ledger.settlement.Settling;
import org.royaltyledger.ledger.settlement.Standing;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.RunLog;

/** What a close settles, from the log alone: what the last one left open, and the facts. */
public final class MonthSettlement {

  private static final List<Class<? extends FactEvent>> ASKED =
      List.of(
          ContractEvent.ContractRecorded.class,
          ContractEvent.AdvanceRecorded.class,
          ContractEvent.PayeeRecorded.class,
          ContractEvent.MinimumRecorded.class,
          ContractEvent.TaxRecorded.class,
          PartyEvent.PartyRecorded.class,
          RevenueEvent.RateRecorded.class);

  private final LogReader reader;
  private final RunLog runs;

  public MonthSettlement(LogReader reader, RunLog runs) {
    this.reader = reader;
    this.runs = runs;
  }

  /**
   * @param cutOff the place of the log up to which facts and closes are known
   * @param rules the version of the rules to settle by
   */
  public Settlement of(Booking booking, long cutOff, int rules) {
    var facts = new ArrayList<FactEvent>();
    for (Class<? extends FactEvent> kind : ASKED) {
      facts.addAll(reader.facts(kind, cutOff));
    }
    return Settling.of(
        booking,
        before(reader.closes(cutOff)),
        InRuns.at(reader, cutOff).payables(),
        Agreements.of(booking.period(), facts),
        rules);
  }

  private Standing before(List<PeriodEvent.PeriodClosed> closes) {
    if (closes.isEmpty()) {
      return Standing.NOTHING;
    }
    Settlement last = runs.settlement(closes.getLast());
    if (last != null) {
      return last.after();
    }
    // Once one close settles, all later ones do.
    var entries = new ArrayList<Entry>();
    closes.forEach(it -> entries.addAll(Entries.of(runs.booking(it), 0)));
    return Standing.of(entries);
  }
}
