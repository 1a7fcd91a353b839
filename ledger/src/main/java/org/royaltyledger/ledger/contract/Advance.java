package org.royaltyledger.ledger.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;

/**
 * Money that is to come back out of royalties, once, however many contracts share it.
 *
 * @param amount 0 or more, in the currency's decimals
 * @param paidBy who gets back what is recouped; null is nobody in the ledger
 * @param evidence a reference to what it rests on
 */
public record Advance(
    String id,
    SortedSet<ContractId> contracts,
    Kind kind,
    LocalDate date,
    CurrencyUnit currency,
    BigDecimal amount,
    @Nullable PartyId paidBy,
    @Nullable String evidence)
    implements Comparable<Advance> {

  private static final Comparator<Advance> ORDER =
      Comparator.comparing(Advance::date).thenComparing(Advance::id, Codes.ORDER);

  /** What the money was for. */
  public enum Kind {
    /** Prepaid royalty. */
    ADVANCE,
    /** An expense. */
    COST,
    /** What the payer gets before anyone else does. */
    FIRST_OUT
  }

  public Advance {
    contracts = Collections.unmodifiableSortedSet(new TreeSet<>(contracts));
    if (contracts.isEmpty()) {
      throw new IllegalArgumentException(
          "advance '%s' names no contract: give one, or several with | between".formatted(id));
    }
  }

  /** The oldest first. */
  @Override
  public int compareTo(Advance other) {
    return ORDER.compare(this, other);
  }

  public ContractEvent.AdvanceRecorded recorded() {
    return new ContractEvent.AdvanceRecorded(
        id,
        contracts.stream().map(ContractId::code).toList(),
        kind.name(),
        date,
        currency.getCurrencyCode(),
        amount.toPlainString(),
        paidBy == null ? null : paidBy.code(),
        evidence);
  }

  public static Advance from(ContractEvent.AdvanceRecorded it) {
    return new Advance(
        it.advance(),
        it.contracts().stream().map(ContractId::new).collect(Collectors.toCollection(TreeSet::new)),
        Kind.valueOf(it.kind()),
        it.date(),
        Currencies.of(it.currency()),
        new BigDecimal(it.amount()),
        it.paidBy() == null ? null : new PartyId(it.paidBy()),
        it.evidence());
  }
}
