package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Territory;

/** Money in equals money by state, added up from what stands in a result. */
final class Conservation {

  private record Key(OfferingId offering, Territory territory) {}

  private Conservation() {}

  static List<RunResult.StateAmount> states(RunResult result) {
    var money = new TreeMap<CurrencyUnit, Map<State, BigDecimal>>(byCode());
    for (RunResult.Row row : result.rows()) {
      add(money, row.currency(), State.RETAINED, row.retained());
    }
    for (RunResult.Pool pool : result.pools()) {
      add(money, pool.currency(), State.NO_SPLIT, pool.noSplit());
      add(money, pool.currency(), State.BREAKAGE, pool.breakage());
      pool.parties().values().forEach(it -> add(money, pool.currency(), State.PAYABLE, it));
      pool.held().values().forEach(it -> add(money, pool.currency(), State.DISPUTED, it));
    }
    for (RunResult.Waiting waiting : result.waiting()) {
      add(money, waiting.currency(), waiting.state(), waiting.amount());
    }
    var states = new ArrayList<RunResult.StateAmount>();
    money.forEach(
        (currency, amounts) ->
            amounts.forEach(
                (state, amount) -> states.add(new RunResult.StateAmount(currency, state, amount))));
    return List.copyOf(states);
  }

  private static Comparator<CurrencyUnit> byCode() {
    return Comparator.comparing(CurrencyUnit::getCurrencyCode);
  }

  private static void add(
      Map<CurrencyUnit, Map<State, BigDecimal>> money,
      CurrencyUnit currency,
      State state,
      BigDecimal amount) {
    money.computeIfAbsent(currency, Conservation::nothing).merge(state, amount, BigDecimal::add);
  }

  private static Map<State, BigDecimal> nothing(CurrencyUnit currency) {
    var states = new EnumMap<State, BigDecimal>(State.class);
    for (State state : State.values()) {
      if (state.countsNowhere()) {
        continue; // it is there only where something is in it
      }
      states.put(state, BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits()));
    }
    return states;
  }

  static boolean holds(RunResult result) {
    var left = new HashMap<Key, BigDecimal>();
    var aside = new HashMap<Key, BigDecimal>();
    var money = new TreeMap<CurrencyUnit, BigDecimal>(byCode());
    for (RunResult.Row row : result.rows()) {
      var key = new Key(row.offering(), row.territory());
      left.put(key, row.netRevenue().subtract(row.retained()));
      aside.put(key, row.setAside());
      money.merge(row.currency(), row.netRevenue(), BigDecimal::add);
    }
    for (RunResult.Pool pool : result.pools()) {
      var parts =
          Stream.concat(pool.parties().values().stream(), pool.held().values().stream())
              .reduce(pool.noSplit().add(pool.breakage()), BigDecimal::add);
      if (parts.compareTo(pool.amount()) != 0) {
        return false;
      }
      left.merge(
          new Key(pool.offering(), pool.territory()), pool.amount().negate(), BigDecimal::add);
    }
    for (RunResult.Waiting waiting : result.waiting()) {
      var key = new Key(waiting.offering(), waiting.territory());
      left.merge(key, waiting.amount().negate(), BigDecimal::add);
      aside.merge(key, waiting.amount().negate(), BigDecimal::add);
    }
    for (RunResult.StateAmount state : states(result)) {
      money.merge(state.currency(), state.amount().negate(), BigDecimal::add);
    }
    return allZero(left) && allZero(aside) && allZero(money);
  }

  private static boolean allZero(Map<?, BigDecimal> rest) {
    return rest.values().stream().allMatch(it -> it.signum() == 0);
  }
}
