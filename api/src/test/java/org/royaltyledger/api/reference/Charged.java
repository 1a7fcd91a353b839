package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.api.reference.Contract.Charge;
import org.royaltyledger.api.reference.Moves.Deduction;

/** Fees and letters of direction: what each took of which income, to be given back of it. */
final class Charged {

  private record Key(String reason, String contract, String party, String currency) {}

  /** What is left of one charge, on the same terms in a row. */
  private static final class Once {
    final String name;
    final String to;
    final BigDecimal percent;
    BigDecimal base;
    BigDecimal amount;

    Once(Charge charge, BigDecimal base, BigDecimal amount) {
      this.name = charge.name();
      this.to = charge.to();
      this.percent = charge.percent();
      this.base = base;
      this.amount = amount;
    }

    boolean isOn(Charge charge) {
      return to.equals(charge.to()) && percent.compareTo(charge.percent()) == 0;
    }
  }

  private final Map<Key, List<Once>> before = new LinkedHashMap<>();

  /**
   * Charges an account, never more than is left.
   *
   * @param base of which the charges are percentages; below 0 gives back
   */
  void charge(String reason, List<Charge> charges, Account account, BigDecimal base, Moves moves) {
    List<Once> list =
        before.computeIfAbsent(
            new Key(reason, account.contract.id(), account.party, account.currency),
            _ -> new ArrayList<>());
    for (Charge it : charges) {
      BigDecimal amount = Account.percentOf(it.percent(), base.max(zero(base))).min(account.rest());
      if (!it.to().equals(account.party) && amount.signum() > 0) {
        took(list, it, base, amount);
        move(reason, it.name(), it.to(), it.percent(), base, amount, account, moves);
      }
    }
    if (base.signum() < 0) {
      giveBack(reason, list, base.negate(), account, moves);
    }
  }

  /** "What is taken on the same terms in a row counts as one." */
  private static void took(List<Once> list, Charge charge, BigDecimal base, BigDecimal amount) {
    list.removeIf(it -> it.base.signum() == 0);
    for (Once it : list.reversed()) {
      if (it.name.equals(charge.name())) {
        if (it.isOn(charge)) {
          it.base = it.base.add(base);
          it.amount = it.amount.add(amount);
          return;
        }
        break;
      }
    }
    list.add(new Once(charge, base, amount));
  }

  /** "The newest first, at the rate that it was taken at, from who got it." */
  private static void giveBack(
      String reason, List<Once> list, BigDecimal income, Account account, Moves moves) {
    Map<String, BigDecimal> lefts = new HashMap<>();
    BigDecimal most = income;
    for (Once it : list.reversed()) {
      BigDecimal left = lefts.getOrDefault(it.name, income);
      BigDecimal base = it.base.min(left);
      BigDecimal amount =
          base.compareTo(it.base) == 0
              ? it.amount
              : Account.percentOf(it.percent, base).min(it.amount);
      amount = amount.min(most);
      it.base = it.base.subtract(base);
      it.amount = it.amount.subtract(amount);
      lefts.put(it.name, left.subtract(base));
      most = most.subtract(amount);
      move(reason, it.name, it.to, it.percent, base.negate(), amount.negate(), account, moves);
    }
  }

  private static void move(
      String reason,
      String name,
      String to,
      BigDecimal percent,
      BigDecimal base,
      BigDecimal amount,
      Account account,
      Moves moves) {
    account.take(amount);
    moves.move(
        new Deduction(
            account.party,
            account.currency,
            reason,
            account.contract.id(),
            name,
            percent,
            base,
            amount.negate()),
        to,
        "fee " + account.contract.id());
  }

  private static BigDecimal zero(BigDecimal base) {
    return BigDecimal.ZERO.setScale(base.scale());
  }
}
