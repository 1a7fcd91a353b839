package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Entry;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/**
 * What a close moved between what parties earned and what they are paid: equal for equal earnings,
 * standing before and facts.
 *
 * @param moves in the order in which they were made
 * @param unpaid balances that are carried forward, by party, currency
 * @param after what stands open for the next close
 */
public record Settlement(Period period, List<Move> moves, List<Unpaid> unpaid, Standing after) {

  /**
   * The version of these rules, docs/calculation.md.
   *
   * <p>To be raised with each change that may give another settlement for equal facts.
   */
  public static final int RULES = 2;

  public Settlement {
    moves = List.copyOf(moves);
    unpaid = List.copyOf(unpaid);
  }

  /** Why a balance is not paid. */
  public enum Why {
    /** It is less than a payment must come to. */
    BELOW_MINIMUM("below-minimum"),
    /** It is 0 or less. */
    NOTHING_DUE("nothing-due"),
    /** No exchange rate into the currency that the party is paid in is known. */
    NO_RATE("no-rate");

    private final String written;

    Why(String written) {
      this.written = written;
    }

    /** As in tables and documents. */
    public String written() {
      return written;
    }

    /**
     * @throws IllegalArgumentException if {@code text} is none
     */
    public static Why parse(String text) {
      return Stream.of(values())
          .filter(it -> it.written.equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("'%s' is no reason".formatted(text)));
    }
  }

  /**
   * A balance that is carried forward.
   *
   * @param paidIn the currency it would be paid in
   * @param minimum what the payment must come to, in that currency; null if that is not why
   */
  public record Unpaid(
      PartyId party,
      CurrencyUnit currency,
      BigDecimal amount,
      Why why,
      CurrencyUnit paidIn,
      @Nullable BigDecimal minimum) {}

  /**
   * The entries of the journal.
   *
   * @param source the place of the event that closed the month
   */
  public List<Entry> entries(long source) {
    return moves.stream()
        .map(
            it -> new Entry(it.usedIn(), period, it.currency(), it.reason(), source, it.postings()))
        .toList();
  }
}
