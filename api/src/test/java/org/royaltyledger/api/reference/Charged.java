package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.api.reference.Contract.Charge;
import org.royaltyledger.api.reference.Moves.Deduction;

/** Fees and letters of direction: what each took of which income, to be given back of it. */
final class Charged {

  private record Key(String reason, String contract, String party, String currency, String name) {}

  /** What is left of one charge of one month. */
  private static final class Once {
    final String to;
    final BigDecimal percent;
    BigDecimal base;
    BigDecimal amount;

    Once(String to, BigDecimal percent, BigDecimal base, BigDecimal amount) {
      this.to = to;
      this.percent = percent;
      this.base = base;
      this.amount = amount;
    }

    boolean isOn(Charge charge) {
      return to.equals(charge.to()) && percent.compareTo(charge.percent()) == 0;
    }
  }

  private final Map<Key, List<Once>> before = new LinkedHashMap<>();

  /**
   * Charges an account.
   *
   * @param base of which the charges are percentages; below 0 gives back
   */
  void charge(String reason, List<Charge> charges, Account account, BigDecimal base, Moves moves) {
    if (base.signum() > 0) {
      BigDecimal all = BigDecimal.ZERO.setScale(base.scale());
      for (Charge it : charges) {
        BigDecimal amount = Account.percentOf(it.percent(), base);
        if (!it.to().equals(account.party) && amount.signum() > 0) {
          took(key(reason, account, it.name()), it, base, amount);
          move(reason, it.name(), it.to(), it.percent(), base, amount, account, moves);
          all = all.add(amount);
        }
      }
      account.take(all);
    } else if (base.signum() < 0) {
      BigDecimal all = BigDecimal.ZERO.setScale(base.scale());
      for (Map.Entry<Key, List<Once>> it : before.entrySet()) {
        if (it.getKey().equals(key(reason, account, it.getKey().name()))) {
          all = all.add(giveBack(it.getKey(), it.getValue(), base.negate(), account, moves));
        }
      }
      account.take(all.negate());
    }
  }

  /** What is taken on the same terms in a row counts as one. */
  private void took(Key key, Charge charge, BigDecimal base, BigDecimal amount) {
    List<Once> list = before.computeIfAbsent(key, _ -> new ArrayList<>());
    list.removeIf(it -> it.base.signum() == 0);
    if (!list.isEmpty() && list.getLast().isOn(charge)) {
      list.getLast().base = list.getLast().base.add(base);
      list.getLast().amount = list.getLast().amount.add(amount);
    } else {
      list.add(new Once(charge.to(), charge.percent(), base, amount));
    }
  }

  /** "The newest first, at the rate that it was taken at, from who got it." */
  private static BigDecimal giveBack(
      Key key, List<Once> list, BigDecimal income, Account account, Moves moves) {
    BigDecimal left = income;
    BigDecimal all = BigDecimal.ZERO.setScale(income.scale());
    for (Once it : list.reversed()) {
      BigDecimal base = it.base.min(left);
      BigDecimal amount =
          base.compareTo(it.base) == 0
              ? it.amount
              : Account.percentOf(it.percent, base).min(it.amount);
      it.base = it.base.subtract(base);
      it.amount = it.amount.subtract(amount);
      left = left.subtract(base);
      all = all.add(amount);
      move(
          key.reason(),
          key.name(),
          it.to,
          it.percent,
          base.negate(),
          amount.negate(),
          account,
          moves);
    }
    return all;
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

  private static Key key(String reason, Account account, String name) {
    return new Key(reason, account.contract.id(), account.party, account.currency, name);
  }
}
