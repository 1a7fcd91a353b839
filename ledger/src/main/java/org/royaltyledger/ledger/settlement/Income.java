package org.royaltyledger.ledger.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.contract.Contract;
import org.royaltyledger.ledger.contract.ContractId;
import org.royaltyledger.ledger.contract.Earned;
import org.royaltyledger.ledger.money.Rounding;
import org.royaltyledger.ledger.royalty.Booking;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.value.PartyId;

/**
 * What parties earned in a close, by the contracts that take it.
 *
 * <p>A party's part of a pool is a rounded sum. If several contracts take of it, it is divided by
 * its lines so that the parts add up to it.
 */
final class Income {

  /**
   * Whose income, and which contracts take it.
   *
   * @param top off the top; null is none
   * @param topRecoups whether it recoups there
   * @param share from share; null is none
   */
  record Key(
      PartyId party,
      CurrencyUnit currency,
      @Nullable ContractId top,
      boolean topRecoups,
      @Nullable ContractId share,
      boolean shareRecoups) {

    static final Comparator<Key> ORDER =
        Comparator.comparing((Key it) -> it.currency.getCurrencyCode())
            .thenComparing(Key::party)
            .thenComparing(Key::top, Comparator.nullsLast(Comparator.<ContractId>naturalOrder()))
            .thenComparing(Key::topRecoups)
            .thenComparing(Key::share, Comparator.nullsLast(Comparator.<ContractId>naturalOrder()))
            .thenComparing(Key::shareRecoups);
  }

  /**
   * A party's part of a pool.
   *
   * @param of the place of the pool's result in the booking
   */
  private record PoolShare(
      int of,
      PartyId party,
      CurrencyUnit currency,
      String licence,
      int part,
      String offering,
      String territory) {}

  private final Agreements agreements;
  private final SortedMap<Key, BigDecimal> sums = new TreeMap<>(Key.ORDER);

  private Income(Agreements agreements) {
    this.agreements = agreements;
  }

  /** Only of parties whom a contract binds; what is 0 too. */
  static SortedMap<Key, BigDecimal> of(Booking booking, Agreements agreements, Rules rules) {
    var income = new Income(agreements);
    List<RunResult> results = booking.all().toList();
    Map<PoolShare, List<RunResult.Line>> lines = income.lines(results);
    for (int of = 0; of < results.size(); of++) {
      for (RunResult.Pool pool : results.get(of).pools()) {
        int place = of;
        pool.parties()
            .forEach(
                (party, amount) -> {
                  if (amount.signum() != 0 && agreements.bind(party)) {
                    PoolShare share = share(place, pool, party);
                    List<RunResult.Line> its = lines.remove(share);
                    income.add(share, amount, its == null ? List.of() : its);
                  }
                });
      }
    }
    if (rules != Rules.FIRST) { // what moves within a pool from one contract to another
      lines.forEach(
          (share, its) ->
              income.add(
                  share, BigDecimal.ZERO.setScale(share.currency.getDefaultFractionDigits()), its));
    }
    return income.sums;
  }

  private Map<PoolShare, List<RunResult.Line>> lines(List<RunResult> results) {
    Map<PartyId, Boolean> asked = new HashMap<>();
    Map<PoolShare, List<RunResult.Line>> lines = new HashMap<>();
    for (int of = 0; of < results.size(); of++) {
      for (RunResult.Line it : results.get(of).lines()) {
        PartyId party = it.party();
        if (party != null
            && !it.held()
            && asked.computeIfAbsent(
                party, who -> agreements.bind(who) && agreements.askForLines(who))) {
          lines
              .computeIfAbsent(
                  new PoolShare(
                      of,
                      party,
                      it.currency(),
                      it.licence().code(),
                      it.part(),
                      it.offering().code(),
                      it.territory().code()),
                  _ -> new ArrayList<>())
              .add(it);
        }
      }
    }
    return lines;
  }

  private static PoolShare share(int of, RunResult.Pool pool, PartyId party) {
    return new PoolShare(
        of,
        party,
        pool.currency(),
        pool.licence().code(),
        pool.part(),
        pool.offering().code(),
        pool.territory().code());
  }

  private void add(PoolShare share, BigDecimal amount, List<RunResult.Line> lines) {
    SortedMap<Key, BigFraction> exact = new TreeMap<>(Key.ORDER);
    for (RunResult.Line it : lines) {
      exact.merge(
          key(share, it.asset() == null ? null : it.asset().code(), it.useType()),
          it.exact(),
          BigFraction::add);
    }
    if (exact.isEmpty()) {
      // By the pool alone, or moved by others' rounding without a line of its own.
      exact.put(key(share, null, null), BigFraction.ONE);
    }
    if (exact.size() == 1) {
      sums.merge(exact.firstKey(), amount, BigDecimal::add);
      return;
    }
    BigInteger whole = Rounding.minorUnits(amount, share.currency);
    List<BigInteger> parts = Parts.of(whole, List.copyOf(exact.values()), share.currency);
    int place = 0;
    for (Key key : exact.keySet()) {
      sums.merge(key, Rounding.ofMinorUnits(parts.get(place++), share.currency), BigDecimal::add);
    }
  }

  private Key key(PoolShare share, @Nullable String asset, @Nullable String useType) {
    var earned = new Earned(share.party, share.offering, share.licence, asset, useType);
    Contract top = agreements.taking(Contract.Basis.OFF_THE_TOP, earned);
    Contract fromShare = agreements.taking(Contract.Basis.FROM_SHARE, earned);
    return new Key(
        share.party,
        share.currency,
        top == null ? null : top.id(),
        top != null && top.recoups(earned),
        fromShare == null ? null : fromShare.id(),
        fromShare != null && fromShare.recoups(earned));
  }
}
