package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one close deducts from parties and gives to them, and what the organisation keeps. */
final class Moves {

  /**
   * A step from {@code total} to {@code due} of one statement.
   *
   * @param rate percent, null where there is none, as {@code base}
   * @param amount below 0 where it is taken
   */
  record Deduction(
      String party,
      String currency,
      String reason,
      String contract,
      String reference,
      @Nullable BigDecimal rate,
      @Nullable BigDecimal base,
      BigDecimal amount) {

    /** The same of another party, as it is shown there: without rate and base. */
    Deduction against(String other) {
      return new Deduction(
          other, currency, reason, contract, reference, null, null, amount.negate());
    }
  }

  final List<Deduction> deductions = new ArrayList<>();

  /** What stays with the organisation, by account, holder and currency; over all closes. */
  private final Map<String, BigDecimal> kept;

  Moves(Map<String, BigDecimal> kept) {
    this.kept = kept;
  }

  /** Only of the party: it is reserved, held or the reverse. */
  void move(Deduction deduction) {
    if (deduction.amount().signum() != 0) {
      deductions.add(deduction);
    }
  }

  /**
   * From a party to another one, or to the organisation.
   *
   * @param other empty for the organisation
   * @param account where it stays with the organisation
   */
  void move(Deduction deduction, String other, String account) {
    move(deduction);
    if (other.isEmpty()) {
      keep(account + " " + deduction.currency(), deduction.amount().negate());
    } else {
      move(deduction.against(other));
    }
  }

  void keep(String account, BigDecimal amount) {
    kept.merge(account, amount, BigDecimal::add);
  }

  static Map<String, BigDecimal> none() {
    return new TreeMap<>();
  }
}
