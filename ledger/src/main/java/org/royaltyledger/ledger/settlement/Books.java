package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.contract.Percent;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/** What stands open while a settlement is made, and the moves made so far. One thread. */
final class Books {

  private record Whose(String contract, PartyId party, String currency) {

    static final Comparator<Whose> ORDER =
        Comparator.comparing(Whose::contract, Codes.ORDER)
            .thenComparing(Whose::party)
            .thenComparing(Whose::currency);
  }

  private record By(String contract, PartyId party) {

    static final Comparator<By> ORDER =
        Comparator.comparing(By::contract, Codes.ORDER).thenComparing(By::party);
  }

  /** What one contract takes of one party, by whatever fees or directions. */
  private record Charges(Reason reason, String contract, PartyId party, String currency) {}

  private final Period period;
  private final Rules rules;
  private final List<Move> moves = new ArrayList<>();
  private final SortedMap<Standing.Owed, BigDecimal> owed = new TreeMap<>(Standing.Owed.ORDER);
  private final SortedMap<String, Standing.Advanced> advances = new TreeMap<>(Codes.ORDER);
  private final SortedMap<String, SortedMap<By, BigDecimal>> recouped = new TreeMap<>(Codes.ORDER);
  private final Map<String, BigDecimal> recoupedInAll = new HashMap<>();
  private final List<Standing.Reserved> reserves = new ArrayList<>();
  private final List<Standing.Charged> charged = new ArrayList<>();

  /** Where in that list, which is written down in its order. */
  private final Map<Charges, List<Integer>> placesOfCharges = new HashMap<>();

  private final SortedMap<Standing.Payable, BigDecimal> payable =
      new TreeMap<>(Standing.Payable.ORDER);
  private final SortedMap<Whose, Standing.Held> held = new TreeMap<>(Whose.ORDER);

  Books(Period period, Standing before, Rules rules) {
    this.period = period;
    this.rules = rules;
    before.owed().forEach(it -> owe(it.party(), it.contract(), it.currency(), it.amount()));
    before.advances().forEach(it -> advances.put(it.advance(), it));
    before
        .recouped()
        .forEach(it -> addRecouped(it.advance(), it.contract(), it.party(), it.amount()));
    reserves.addAll(before.reserves());
    before.charged().forEach(this::appendCharged);
    before.payable().forEach(it -> addPayable(it.party(), it.currency(), it.amount()));
    before
        .held()
        .forEach(
            it ->
                held.put(
                    new Whose(it.contract(), it.party(), it.currency().getCurrencyCode()), it));
  }

  /** What is earned is owed, as another entry books it. */
  void owe(PartyId party, String contract, CurrencyUnit currency, BigDecimal amount) {
    owed.merge(
        new Standing.Owed(party, contract, currency, BigDecimal.ZERO), amount, BigDecimal::add);
  }

  /** One move under the month that is closed. */
  void move(
      Reason reason,
      CurrencyUnit currency,
      @Nullable PartyId party,
      String contract,
      String reference,
      @Nullable BigDecimal rate,
      @Nullable BigDecimal base,
      List<Posting> postings) {
    move(new Move(reason, period, currency, party, contract, reference, rate, base, postings));
  }

  void move(Move move) {
    moves.add(move);
    for (Posting it : move.postings()) {
      if (it.account().kind() == Account.Kind.PARTY) {
        owe(
            new PartyId(it.account().holder()),
            it.account().contract(),
            move.currency(),
            it.amount().negate());
      } else if (it.account().kind() == Account.Kind.PAYABLE) {
        addPayable(new PartyId(it.account().holder()), move.currency(), it.amount().negate());
      }
    }
  }

  /** What was taken of income for somebody else, on these terms. */
  void addCharged(Standing.Charged it) {
    for (int place : placesOfCharges(it).reversed()) {
      Standing.Charged known = charged.get(place);
      if (known.isLike(it)) {
        charged.set(
            place, known.with(known.base().add(it.base()), known.amount().add(it.amount())));
        return;
      }
      if (rules != Rules.FIRST && known.reference().equals(it.reference())) {
        break; // charged on other terms since: what is newer goes back before it
      }
    }
    appendCharged(it);
  }

  private void appendCharged(Standing.Charged it) {
    placesOfCharges(it).add(charged.size());
    charged.add(it);
  }

  private List<Integer> placesOfCharges(Standing.Charged it) {
    return placesOfCharges.computeIfAbsent(
        new Charges(it.reason(), it.contract(), it.party(), it.currency().getCurrencyCode()),
        _ -> new ArrayList<>());
  }

  /**
   * Gives back what was taken of income that is taken back: by the terms that it was charged on,
   * the newest first, to those whose it was from those who got it.
   *
   * @param base what is taken back, above 0
   * @return for each terms what goes back; base and amount above 0
   */
  List<Standing.Charged> uncharge(
      Reason reason, String contract, PartyId party, CurrencyUnit currency, BigDecimal base) {
    Map<String, BigDecimal> left = new HashMap<>();
    BigDecimal most = base;
    var back = new ArrayList<Standing.Charged>();
    List<Integer> places =
        placesOfCharges.getOrDefault(
            new Charges(reason, contract, party, currency.getCurrencyCode()), List.of());
    for (int place : places.reversed()) {
      Standing.Charged it = charged.get(place);
      if (it.base().signum() > 0) {
        BigDecimal part = left.getOrDefault(it.reference(), base).min(it.base());
        if (part.signum() > 0) {
          left.put(it.reference(), left.getOrDefault(it.reference(), base).subtract(part));
          BigDecimal amount =
              part.compareTo(it.base()) == 0
                  ? it.amount()
                  : new Percent(it.percent()).of(part, currency).min(it.amount());
          if (rules != Rules.FIRST) {
            amount = amount.min(most);
            most = most.subtract(amount);
          }
          back.add(it.with(part, amount));
          charged.set(place, it.with(it.base().subtract(part), it.amount().subtract(amount)));
        }
      }
    }
    return back;
  }

  /** Takes back what is held, for income that is taken back; at most {@code wanted}. */
  BigDecimal unhold(PartyId party, String contract, CurrencyUnit currency, BigDecimal wanted) {
    var whose = new Whose(contract, party, currency.getCurrencyCode());
    Standing.Held known = held.get(whose);
    if (known == null) {
      return BigDecimal.ZERO;
    }
    BigDecimal part = known.amount().min(wanted);
    if (part.compareTo(known.amount()) == 0) {
      held.remove(whose);
    } else {
      held.put(whose, new Standing.Held(contract, party, currency, known.amount().subtract(part)));
    }
    return part;
  }

  private void addPayable(PartyId party, CurrencyUnit currency, BigDecimal amount) {
    payable.merge(new Standing.Payable(party, currency, BigDecimal.ZERO), amount, BigDecimal::add);
  }

  /** What closes have made payable of a party so far, in payout runs by now or not. */
  BigDecimal payable(PartyId party, CurrencyUnit currency) {
    return payable.getOrDefault(
        new Standing.Payable(party, currency, BigDecimal.ZERO), BigDecimal.ZERO);
  }

  /** From a party's account to another; an amount below 0 goes back. */
  static List<Posting> transfer(Account from, Account to, BigDecimal amount) {
    return List.of(new Posting(from, amount), new Posting(to, amount.negate()));
  }

  /** What an advance is on the books with, 0 if it is not. */
  BigDecimal advanced(String advance, CurrencyUnit currency) {
    Standing.Advanced known = advances.get(advance);
    return known == null
        ? BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits())
        : known.amount();
  }

  void setAdvanced(String advance, CurrencyUnit currency, BigDecimal amount) {
    advances.put(advance, new Standing.Advanced(advance, currency, amount));
  }

  /** The advances that are on the books. */
  List<Standing.Advanced> advances() {
    return List.copyOf(advances.values());
  }

  void addRecouped(String advance, String contract, PartyId party, BigDecimal amount) {
    recouped
        .computeIfAbsent(advance, _ -> new TreeMap<>(By.ORDER))
        .merge(new By(contract, party), amount, BigDecimal::add);
    recoupedInAll.merge(advance, amount, BigDecimal::add);
  }

  BigDecimal recouped(String advance) {
    return recoupedInAll.getOrDefault(advance, BigDecimal.ZERO);
  }

  BigDecimal recouped(String advance, String contract, PartyId party) {
    return recouped
        .getOrDefault(advance, new TreeMap<>(By.ORDER))
        .getOrDefault(new By(contract, party), BigDecimal.ZERO);
  }

  /** Who earned back something of an advance, by contract and party. */
  List<Standing.Recouped> recoupers(String advance) {
    var all = new ArrayList<Standing.Recouped>();
    recouped
        .getOrDefault(advance, new TreeMap<>(By.ORDER))
        .forEach(
            (by, amount) -> {
              if (amount.signum() != 0) {
                all.add(new Standing.Recouped(advance, by.contract, by.party, amount));
              }
            });
    return all;
  }

  /** Takes the list, to be put back what stays. */
  List<Standing.Reserved> takeReserves() {
    var taken = List.copyOf(reserves);
    reserves.clear();
    return taken;
  }

  void reserve(Standing.Reserved it) {
    reserves.add(it);
  }

  void hold(Standing.Held it) {
    held.merge(
        new Whose(it.contract(), it.party(), it.currency().getCurrencyCode()),
        it,
        (a, b) ->
            new Standing.Held(a.contract(), a.party(), a.currency(), a.amount().add(b.amount())));
  }

  /** Takes the list, to be put back what stays. */
  List<Standing.Held> takeHeld() {
    var taken = List.copyOf(held.values());
    held.clear();
    return taken;
  }

  /** What is owed, by party, currency, contract; not 0. */
  List<Standing.Owed> owed() {
    var all = new ArrayList<Standing.Owed>();
    owed.forEach(
        (key, amount) -> {
          if (amount.signum() != 0) {
            all.add(new Standing.Owed(key.party(), key.contract(), key.currency(), amount));
          }
        });
    return all;
  }

  List<Move> moves() {
    return moves;
  }

  Standing standing() {
    return new Standing(
        owed(),
        advances(),
        recouped.keySet().stream().flatMap(it -> recoupers(it).stream()).toList(),
        reserves,
        List.copyOf(held.values()),
        charged.stream().filter(it -> it.base().signum() > 0).toList(),
        payable.entrySet().stream()
            .filter(it -> it.getValue().signum() != 0)
            .map(
                it ->
                    new Standing.Payable(
                        it.getKey().party(), it.getKey().currency(), it.getValue()))
            .toList());
  }
}
