package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.royaltyledger.api.reference.Contract.Release;
import org.royaltyledger.api.reference.Moves.Deduction;

/** What is kept for a time, as a reserve, or held until a condition is met. */
final class KeptBack {

  /** One month's reserve, or what one month held. */
  private static final class Kept {
    final String contract;
    final String party;
    final String currency;
    String reference;
    final BigDecimal whole;
    BigDecimal left;

    Kept(Account account, String reference, BigDecimal whole) {
      this.contract = account.contract.id();
      this.party = account.party;
      this.currency = account.currency;
      this.reference = reference;
      this.whole = whole;
      this.left = whole;
    }

    boolean isOf(Account account) {
      return contract.equals(account.contract.id())
          && party.equals(account.party)
          && currency.equals(account.currency);
    }
  }

  private final Agreements agreed;
  private final Recoupment recoupment;
  private final List<Kept> reserved = new ArrayList<>();
  private final List<Kept> held = new ArrayList<>();

  KeptBack(Agreements agreed, Recoupment recoupment) {
    this.agreed = agreed;
    this.recoupment = recoupment;
  }

  /** "Given back as the contract's newest schedule says", all of it if there is none any more. */
  void release(YearMonth period, Moves moves) {
    for (Kept it : reserved) {
      Contract.Reserve reserve = Facts.get(agreed.contracts, it.contract).reserve();
      BigDecimal due = it.whole;
      if (reserve != null) {
        long months = ChronoUnit.MONTHS.between(YearMonth.parse(it.reference), period);
        BigDecimal percent =
            reserve.releases().stream()
                .filter(release -> release.after() <= months)
                .map(Release::percent)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        due = Account.percentOf(percent, it.whole);
      }
      BigDecimal amount = due.subtract(it.whole.subtract(it.left)).max(BigDecimal.ZERO);
      it.left = it.left.subtract(amount);
      moves.move(deduction(it, "released", amount));
    }
  }

  /** "A percentage of the rest if that is above 0." */
  void reserve(Account account, YearMonth period, Moves moves) {
    Contract.Reserve reserve = account.contract.reserve();
    BigDecimal rest = account.rest();
    if (reserve != null && rest.signum() > 0) {
      Kept kept = new Kept(account, period.toString(), Account.percentOf(reserve.percent(), rest));
      reserved.add(kept);
      account.take(kept.whole);
      moves.move(
          new Deduction(
              kept.party,
              kept.currency,
              "reserved",
              kept.contract,
              kept.reference,
              reserve.percent(),
              rest,
              kept.whole.negate()));
    }
  }

  /** "If an advance of a contract named … is not earned back, the rest is held." */
  void hold(Account account, Moves moves) {
    BigDecimal rest = account.rest();
    if (rest.signum() > 0 && !isMet(account.contract)) {
      Kept kept = new Kept(account, waitingFor(account.contract.id()), rest);
      held.stream()
          .filter(it -> it.isOf(account))
          .forEach(it -> kept.left = kept.left.add(it.left));
      held.removeIf(it -> it.isOf(account));
      held.add(kept);
      account.take(rest);
      moves.move(deduction(kept, "held", rest.negate()));
    }
    for (Kept it : held) { // "held money goes back likewise"
      BigDecimal amount = it.left.min(account.rest().negate());
      if (it.isOf(account) && amount.signum() > 0) {
        account.take(amount.negate());
        free(it, amount, moves);
      }
    }
  }

  /** "Held money whose condition is met now is given back." */
  void free(Moves moves) {
    for (Kept it : held) {
      if (isMet(Facts.get(agreed.contracts, it.contract))) {
        free(it, it.left, moves);
      }
    }
  }

  private void free(Kept it, BigDecimal amount, Moves moves) {
    it.left = it.left.subtract(amount);
    it.reference = waitingFor(it.contract);
    moves.move(deduction(it, "freed", amount));
  }

  private String waitingFor(String contract) {
    return String.join("|", Facts.get(agreed.contracts, contract).waitsFor());
  }

  private boolean isMet(Contract contract) {
    return contract.waitsFor().stream().allMatch(recoupment::isRecouped);
  }

  /** What is kept of whom, by contract and currency. */
  void addTo(Map<String, BigDecimal> accounts) {
    reserved.forEach(it -> accounts.merge(account("reserved", it), it.left, BigDecimal::add));
    held.forEach(it -> accounts.merge(account("held", it), it.left, BigDecimal::add));
  }

  private static String account(String account, Kept it) {
    return account + " " + it.party + " " + it.contract + " " + it.currency;
  }

  private static Deduction deduction(Kept it, String reason, BigDecimal amount) {
    return new Deduction(
        it.party, it.currency, reason, it.contract, it.reference, null, null, amount);
  }
}
