package org.royaltyledger.api.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.reference.Agreements.Advance;
import org.royaltyledger.api.reference.Moves.Deduction;

/** Advances and costs: what is on the books, and what came back of it from whom. */
final class Recoupment {

  /** "Ties in the order of contract and party." */
  private record Source(String contract, String party) {
    static final Comparator<Source> ORDER =
        Comparator.comparing(Source::contract, Facts.BY_BYTES)
            .thenComparing(Source::party, Facts.BY_BYTES);
  }

  private final Agreements agreed;
  private final Map<String, Advance> books = new TreeMap<>(Facts.BY_BYTES);
  private final Map<String, Map<Source, BigDecimal>> cameBack = new LinkedHashMap<>();

  Recoupment(Agreements agreed) {
    this.agreed = agreed;
  }

  /** "Advances and costs of the month or before are put on the books", and corrected. */
  void putOnTheBooks(LocalDate day, Moves moves) {
    for (Advance it : agreed.advances.values()) {
      if (!it.date().isAfter(day)) {
        books.put(it.id(), it);
        cameBack.computeIfAbsent(it.id(), _ -> new TreeMap<>(Source.ORDER));
        BigDecimal tooMuch = left(it).negate();
        if (tooMuch.signum() > 0) {
          Map<Source, BigDecimal> sources = Facts.get(cameBack, it.id());
          divided(tooMuch, sources)
              .forEach(
                  (from, part) -> {
                    sources.merge(from, part, BigDecimal::subtract);
                    move(it, from, null, part, moves);
                  });
        }
      }
    }
  }

  /** What is still to be earned back. */
  BigDecimal left(Advance advance) {
    return Facts.get(cameBack, advance.id()).values().stream()
        .reduce(advance.amount(), BigDecimal::subtract);
  }

  List<Advance> onTheBooks() {
    return List.copyOf(books.values());
  }

  /** Whether all advances of a contract have been earned back. */
  boolean isRecouped(String contract) {
    return books.values().stream()
        .filter(it -> it.contracts().contains(contract))
        .allMatch(it -> left(it).signum() == 0);
  }

  /** Of all accounts, fees being taken. */
  void recoup(List<Account> accounts, LocalDate day, Moves moves) {
    Map<Account, BigDecimal> there = new TreeMap<>(Account.ORDER);
    for (Account it : accounts) {
      giveBack(it, moves);
      there.put(it, it.recoupable());
    }
    List<Advance> oldestFirst = new ArrayList<>(books.values());
    oldestFirst.sort(Advance.BY_AGE);
    for (Advance it : oldestFirst) {
      take(
          it,
          there,
          account ->
              names(it, account)
                  || (account.contract.crossesAll() && sharesGroup(it, account, day)),
          moves);
    }
    for (Advance it : oldestFirst) {
      take(
          it,
          there,
          account ->
              !account.contract.crossesAll()
                  && sharesGroup(it, account, day)
                  && isRecouped(account.contract.id()),
          moves);
    }
  }

  private static boolean names(Advance advance, Account account) {
    return advance.contracts().contains(account.contract.id());
  }

  /** "Contracts of one group", those in force. */
  private boolean sharesGroup(Advance advance, Account account, LocalDate day) {
    return !account.contract.group().isEmpty()
        && advance.contracts().stream()
            .map(agreed.contracts::get)
            .filter(it -> it != null && it.window().holds(day))
            .anyMatch(it -> it.group().equals(account.contract.group()));
  }

  /** "In proportion to what is there, … never more than is left of it." */
  private void take(
      Advance advance, Map<Account, BigDecimal> there, Predicate<Account> asked, Moves moves) {
    Map<Account, BigDecimal> from = new TreeMap<>(Account.ORDER);
    there.forEach(
        (account, amount) -> {
          if (account.currency.equals(advance.currency())
              && asked.test(account)
              && amount.signum() > 0) {
            from.put(account, amount);
          }
        });
    BigDecimal amount = from.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    divided(amount.min(left(advance)), from)
        .forEach(
            (account, part) -> {
              account.takeFromRecouping(part);
              came(advance, account, Facts.get(from, account), part, moves);
              there.merge(account, part, BigDecimal::subtract);
            });
  }

  /** "The newest advance first." */
  private void giveBack(Account account, Moves moves) {
    Source source = new Source(account.contract.id(), account.party);
    List<Advance> newestFirst = new ArrayList<>(books.values());
    newestFirst.sort(Advance.BY_AGE.reversed());
    for (Advance it : newestFirst) {
      BigDecimal owed = account.recouping().negate();
      BigDecimal got = Facts.get(cameBack, it.id()).getOrDefault(source, BigDecimal.ZERO);
      if (it.currency().equals(account.currency) && owed.signum() > 0 && got.signum() > 0) {
        BigDecimal part = owed.min(got).negate();
        account.takeFromRecouping(part);
        came(it, account, null, part, moves);
      }
    }
  }

  private void came(
      Advance advance, Account account, @Nullable BigDecimal base, BigDecimal amount, Moves moves) {
    if (amount.signum() != 0) {
      Source source = new Source(account.contract.id(), account.party);
      Facts.get(cameBack, advance.id()).merge(source, amount, BigDecimal::add);
      move(advance, source, base, amount.negate(), moves);
    }
  }

  private static void move(
      Advance advance, Source source, @Nullable BigDecimal base, BigDecimal amount, Moves moves) {
    moves.move(
        new Deduction(
            source.party(),
            advance.currency(),
            "recouped",
            source.contract(),
            advance.id(),
            null,
            base,
            amount),
        advance.paidBy(),
        "recouped " + advance.id());
  }

  /** By largest remainder, in proportion. */
  private static <K> Map<K, BigDecimal> divided(BigDecimal amount, Map<K, BigDecimal> weights) {
    Map<K, Fraction> exact = new LinkedHashMap<>();
    weights.forEach((key, weight) -> exact.put(key, Fraction.of(weight)));
    Map<K, BigDecimal> parts = new LinkedHashMap<>();
    for (Map.Entry<K, BigInteger> it :
        LargestRemainder.divide(amount.unscaledValue(), exact).entrySet()) {
      parts.put(it.getKey(), new BigDecimal(it.getValue(), amount.scale()));
    }
    return parts;
  }
}
