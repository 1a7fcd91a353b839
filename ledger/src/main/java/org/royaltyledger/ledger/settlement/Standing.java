package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Entry;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/**
 * What a close leaves open for the next one.
 *
 * @param owed what parties are owed and are not to be paid yet; not 0
 * @param advances each advance and cost as it was last booked
 * @param recouped what has come back of them, by whom; above 0
 * @param reserves what is kept until its months have passed; above 0
 * @param held what is kept until a condition is met; above 0
 * @param charged what fees and letters of direction took, the oldest terms first; above 0
 * @param payable what all closes together have made payable, in payout runs by now or not
 */
public record Standing(
    List<Owed> owed,
    List<Advanced> advances,
    List<Recouped> recouped,
    List<Reserved> reserves,
    List<Held> held,
    List<Charged> charged,
    List<Payable> payable) {

  /** Before the first close. */
  public static final Standing NOTHING =
      new Standing(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Standing {
    owed = List.copyOf(owed);
    advances = List.copyOf(advances);
    recouped = List.copyOf(recouped);
    reserves = List.copyOf(reserves);
    held = List.copyOf(held);
    charged = List.copyOf(charged);
    payable = List.copyOf(payable);
  }

  /** What a party is owed under a licence or contract; below 0 if it owes. */
  public record Owed(PartyId party, String contract, CurrencyUnit currency, BigDecimal amount) {

    static final Comparator<Owed> ORDER =
        Comparator.comparing(Owed::party)
            .thenComparing(it -> it.currency.getCurrencyCode())
            .thenComparing(Owed::contract, Codes.ORDER);
  }

  /** An advance or cost in the amount that is on the books. */
  public record Advanced(String advance, CurrencyUnit currency, BigDecimal amount) {}

  /** What a party's income under a contract earned back of an advance. */
  public record Recouped(String advance, String contract, PartyId party, BigDecimal amount) {}

  /**
   * What was reserved of a party's income in a month.
   *
   * @param taken in that month
   * @param released of it since
   */
  public record Reserved(
      String contract,
      PartyId party,
      CurrencyUnit currency,
      Period month,
      BigDecimal taken,
      BigDecimal released) {}

  /** What is held of a party's income until a condition is met. */
  public record Held(String contract, PartyId party, CurrencyUnit currency, BigDecimal amount) {}

  /**
   * What a contract took of a party's income for somebody else; at most that is given back.
   *
   * @param reference the fee's reason, or to whom money was directed
   * @param to who got it; null is nobody in the ledger
   * @param percent of the income it was taken of
   * @param base that income, as far as it was not taken back
   */
  public record Charged(
      Reason reason,
      String contract,
      PartyId party,
      String reference,
      CurrencyUnit currency,
      @Nullable PartyId to,
      BigDecimal percent,
      BigDecimal base,
      BigDecimal amount) {

    /** Whether both were charged on the same terms, of one party under one contract. */
    boolean isLike(Charged other) {
      return reference.equals(other.reference)
          && Objects.equals(to, other.to)
          && percent.compareTo(other.percent) == 0;
    }

    Charged with(BigDecimal otherBase, BigDecimal otherAmount) {
      return new Charged(
          reason, contract, party, reference, currency, to, percent, otherBase, otherAmount);
    }
  }

  /** Money of a party that is to be paid in a currency. */
  public record Payable(PartyId party, CurrencyUnit currency, BigDecimal amount) {

    static final Comparator<Payable> ORDER =
        Comparator.comparing(Payable::party).thenComparing(it -> it.currency.getCurrencyCode());
  }

  /** What closes without settlements, of programs of before, left open. */
  public static Standing of(List<Entry> entries) {
    SortedMap<Owed, BigDecimal> sums = new TreeMap<>(Owed.ORDER);
    for (Entry entry : entries) {
      for (Posting it : entry.postings()) {
        if (it.account().kind() == Account.Kind.PARTY) {
          sums.merge(
              new Owed(
                  new PartyId(it.account().holder()),
                  it.account().contract(),
                  Currencies.of(entry.currency().getCurrencyCode()),
                  BigDecimal.ZERO),
              it.amount().negate(),
              BigDecimal::add);
        }
      }
    }
    return new Standing(
        sums.entrySet().stream()
            .filter(it -> it.getValue().signum() != 0)
            .map(
                it ->
                    new Owed(
                        it.getKey().party,
                        it.getKey().contract,
                        it.getKey().currency,
                        it.getValue()))
            .toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
