package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/** A settlement as it is written down, in parts that each fit in one event. */
public final class SettlementText {

  /** The most entries of each list in one event. */
  static final int MOST = 4_096;

  private SettlementText() {}

  /**
   * @param first the place of the first part among the events of the run
   */
  public static List<SettlementEvent.SettlementRecorded> write(
      Settlement it, String runId, int first) {
    var parts = new ArrayList<SettlementEvent.SettlementRecorded>();
    Standing after = it.after();
    int part = 0;
    do {
      int from = part * MOST;
      parts.add(
          new SettlementEvent.SettlementRecorded(
              runId,
              first + part,
              it.period().toString(),
              Settlement.RULES,
              some(it.moves(), from, SettlementText::written),
              some(it.unpaid(), from, SettlementText::written),
              some(
                  after.owed(),
                  from,
                  owed ->
                      new SettlementEvent.Owed(
                          owed.party().code(),
                          owed.contract(),
                          owed.currency().getCurrencyCode(),
                          owed.amount().toPlainString())),
              some(
                  after.advances(),
                  from,
                  advance ->
                      new SettlementEvent.Advanced(
                          advance.advance(),
                          advance.currency().getCurrencyCode(),
                          advance.amount().toPlainString())),
              some(
                  after.recouped(),
                  from,
                  recouped ->
                      new SettlementEvent.Recouped(
                          recouped.advance(),
                          recouped.contract(),
                          recouped.party().code(),
                          recouped.amount().toPlainString())),
              some(
                  after.reserves(),
                  from,
                  reserve ->
                      new SettlementEvent.Reserved(
                          reserve.contract(),
                          reserve.party().code(),
                          reserve.currency().getCurrencyCode(),
                          reserve.month().toString(),
                          reserve.taken().toPlainString(),
                          reserve.released().toPlainString())),
              some(
                  after.held(),
                  from,
                  held ->
                      new SettlementEvent.Held(
                          held.contract(),
                          held.party().code(),
                          held.currency().getCurrencyCode(),
                          held.amount().toPlainString())),
              some(
                  after.charged(),
                  from,
                  charged ->
                      new SettlementEvent.Charged(
                          charged.reason().written(),
                          charged.contract(),
                          charged.party().code(),
                          charged.reference(),
                          charged.currency().getCurrencyCode(),
                          charged.to() == null ? null : charged.to().code(),
                          charged.percent().toPlainString(),
                          charged.base().toPlainString(),
                          charged.amount().toPlainString())),
              some(
                  after.payable(),
                  from,
                  payable ->
                      new SettlementEvent.Payable(
                          payable.party().code(),
                          payable.currency().getCurrencyCode(),
                          payable.amount().toPlainString()))));
      part++;
    } while (part * MOST < longest(it));
    return parts;
  }

  /** The whole of parts in their order. */
  public static Settlement read(Period period, List<SettlementEvent.SettlementRecorded> parts) {
    return new Settlement(
        period,
        all(parts, SettlementEvent.SettlementRecorded::moves, SettlementText::move),
        all(parts, SettlementEvent.SettlementRecorded::unpaid, SettlementText::unpaid),
        new Standing(
            all(
                parts,
                SettlementEvent.SettlementRecorded::owed,
                it ->
                    new Standing.Owed(
                        new PartyId(it.party()),
                        it.contract(),
                        Currencies.of(it.currency()),
                        new BigDecimal(it.amount()))),
            all(
                parts,
                SettlementEvent.SettlementRecorded::advances,
                it ->
                    new Standing.Advanced(
                        it.advance(), Currencies.of(it.currency()), new BigDecimal(it.amount()))),
            all(
                parts,
                SettlementEvent.SettlementRecorded::recouped,
                it ->
                    new Standing.Recouped(
                        it.advance(),
                        it.contract(),
                        new PartyId(it.party()),
                        new BigDecimal(it.amount()))),
            all(
                parts,
                SettlementEvent.SettlementRecorded::reserves,
                it ->
                    new Standing.Reserved(
                        it.contract(),
                        new PartyId(it.party()),
                        Currencies.of(it.currency()),
                        Period.parse(it.month()),
                        new BigDecimal(it.taken()),
                        new BigDecimal(it.released()))),
            all(
                parts,
                SettlementEvent.SettlementRecorded::held,
                it ->
                    new Standing.Held(
                        it.contract(),
                        new PartyId(it.party()),
                        Currencies.of(it.currency()),
                        new BigDecimal(it.amount()))),
            all(
                parts,
                SettlementEvent.SettlementRecorded::charged,
                it ->
                    new Standing.Charged(
                        Reason.parse(it.reason()),
                        it.contract(),
                        new PartyId(it.party()),
                        it.reference(),
                        Currencies.of(it.currency()),
                        it.to() == null ? null : new PartyId(it.to()),
                        new BigDecimal(it.percent()),
                        new BigDecimal(it.base()),
                        new BigDecimal(it.amount()))),
            all(
                parts,
                SettlementEvent.SettlementRecorded::payable,
                it ->
                    new Standing.Payable(
                        new PartyId(it.party()),
                        Currencies.of(it.currency()),
                        new BigDecimal(it.amount())))));
  }

  private static int longest(Settlement it) {
    Standing after = it.after();
    return List.of(
            it.moves(),
            it.unpaid(),
            after.owed(),
            after.advances(),
            after.recouped(),
            after.reserves(),
            after.held(),
            after.charged(),
            after.payable())
        .stream()
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  private static <A, B> List<B> some(List<A> all, int from, Function<A, B> written) {
    return all.stream().skip(from).limit(MOST).map(written).toList();
  }

  private static <A, B> List<B> all(
      List<SettlementEvent.SettlementRecorded> parts,
      Function<SettlementEvent.SettlementRecorded, List<A>> list,
      Function<A, B> read) {
    return parts.stream().flatMap(it -> list.apply(it).stream()).map(read).toList();
  }

  private static SettlementEvent.MoveMade written(Move it) {
    return new SettlementEvent.MoveMade(
        it.reason().written(),
        it.usedIn().toString(),
        it.currency().getCurrencyCode(),
        it.party() == null ? null : it.party().code(),
        it.contract(),
        it.reference(),
        plain(it.rate()),
        plain(it.base()),
        it.postings().stream()
            .map(
                posting ->
                    new SettlementEvent.PostingMade(
                        posting.account().kind().written(),
                        posting.account().holder(),
                        posting.account().contract(),
                        posting.amount().toPlainString()))
            .toList());
  }

  private static Move move(SettlementEvent.MoveMade it) {
    return new Move(
        Reason.parse(it.reason()),
        Period.parse(it.usedIn()),
        Currencies.of(it.currency()),
        it.party() == null ? null : new PartyId(it.party()),
        it.contract(),
        it.reference(),
        decimal(it.rate()),
        decimal(it.base()),
        it.postings().stream()
            .map(
                posting ->
                    new Posting(
                        new Account(
                            Account.Kind.parse(posting.account()),
                            posting.holder(),
                            posting.contract()),
                        new BigDecimal(posting.amount())))
            .toList());
  }

  private static SettlementEvent.CarriedForward written(Settlement.Unpaid it) {
    return new SettlementEvent.CarriedForward(
        it.party().code(),
        it.currency().getCurrencyCode(),
        it.amount().toPlainString(),
        it.why().written(),
        it.paidIn().getCurrencyCode(),
        plain(it.minimum()));
  }

  private static Settlement.Unpaid unpaid(SettlementEvent.CarriedForward it) {
    return new Settlement.Unpaid(
        new PartyId(it.party()),
        Currencies.of(it.currency()),
        new BigDecimal(it.amount()),
        Settlement.Why.parse(it.why()),
        Currencies.of(it.paidIn()),
        decimal(it.minimum()));
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static @Nullable BigDecimal decimal(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
