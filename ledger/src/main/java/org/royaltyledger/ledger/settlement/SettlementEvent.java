package org.royaltyledger.ledger.settlement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run wrote down of the settlement of its month; it counts with the close only. */
public sealed interface SettlementEvent {

  /**
   * A part of a settlement; the parts of a run one after the other are all of it.
   *
   * @param number its place among the events of the run, from 0
   * @param rules the version of the rules it was made by
   */
  record SettlementRecorded(
      String runId,
      int number,
      String period,
      int rules,
      List<MoveMade> moves,
      List<CarriedForward> unpaid,
      List<Owed> owed,
      List<Advanced> advances,
      List<Recouped> recouped,
      List<Reserved> reserves,
      List<Held> held,
      List<Charged> charged,
      List<Payable> payable)
      implements SettlementEvent {
    public SettlementRecorded {
      moves = List.copyOf(moves);
      unpaid = List.copyOf(unpaid);
      owed = List.copyOf(owed);
      advances = List.copyOf(advances);
      recouped = List.copyOf(recouped);
      reserves = List.copyOf(reserves);
      held = List.copyOf(held);
      charged = List.copyOf(charged);
      payable = List.copyOf(payable);
    }
  }

  /** Money as plain decimals in the currency's own; debits above 0. */
  record MoveMade(
      String reason,
      String usedIn,
      String currency,
      @Nullable String party,
      String contract,
      String reference,
      @Nullable String rate,
      @Nullable String base,
      List<PostingMade> postings) {
    public MoveMade {
      postings = List.copyOf(postings);
    }
  }

  record PostingMade(String account, String holder, String contract, String amount) {}

  record CarriedForward(
      String party,
      String currency,
      String amount,
      String why,
      String paidIn,
      @Nullable String minimum) {}

  record Owed(String party, String contract, String currency, String amount) {}

  record Advanced(String advance, String currency, String amount) {}

  record Recouped(String advance, String contract, String party, String amount) {}

  record Reserved(
      String contract,
      String party,
      String currency,
      String month,
      String taken,
      String released) {}

  record Charged(
      String reason,
      String contract,
      String party,
      String reference,
      String currency,
      @Nullable String to,
      String percent,
      String base,
      String amount) {}

  record Payable(String party, String currency, String amount) {}

  record Held(String contract, String party, String currency, String amount) {}
}
