package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;

/** Cuts a result into blocks; what does not fit into one goes on in the next. */
final class Cutting {

  /** A line counts once more for each so many bits of its fraction, about 2,500 digits. */
  private static final int LONG_FRACTION = 8_192;

  private final Period period;
  private final List<RunBlock> blocks = new ArrayList<>();
  private final List<RunResult.Row> rows = new ArrayList<>();
  private final List<RunResult.Pool> pools = new ArrayList<>();
  private final List<RunResult.Line> lines = new ArrayList<>();
  private final List<RunResult.Waiting> waiting = new ArrayList<>();
  private final List<RunResult.Notice> notices = new ArrayList<>();
  private final List<ExchangeRate> rates = new ArrayList<>();
  private final boolean withRates;
  private int room = RunBlock.MOST;

  private record OfParty(PartyId party, boolean held, BigDecimal amount) {}

  private Cutting(RunResult result) {
    period = result.period();
    withRates = result.rates() != null;
  }

  static List<RunBlock> of(RunResult result) {
    var cutting = new Cutting(result);
    cutting.addAll(result);
    return List.copyOf(cutting.blocks);
  }

  private void addAll(RunResult result) {
    result.rows().forEach(it -> add(rows, it, 1));
    result.pools().forEach(this::add);
    result.notices().forEach(it -> add(notices, it, 1));
    for (ExchangeRate rate : result.rates() == null ? List.<ExchangeRate>of() : result.rates()) {
      add(rates, rate, 1);
    }
    end(); // be it empty: every run has a block
    result.waiting().forEach(this::add);
    endIfBegun();
    result.lines().forEach(it -> add(lines, it, size(it)));
    endIfBegun();
  }

  private void add(RunResult.Pool pool) {
    var amounts = new ArrayList<OfParty>();
    pool.parties().forEach((party, amount) -> amounts.add(new OfParty(party, false, amount)));
    pool.held().forEach((party, amount) -> amounts.add(new OfParty(party, true, amount)));
    cut(
        amounts,
        some -> {
          var parties = new TreeMap<PartyId, BigDecimal>();
          var held = new TreeMap<PartyId, BigDecimal>();
          some.forEach(it -> (it.held ? held : parties).put(it.party, it.amount));
          pools.add(pool.withParties(parties, held));
        });
  }

  private void add(RunResult.Waiting whole) {
    cut(whole.details(), some -> waiting.add(whole.withDetails(some)));
  }

  private static int size(RunResult.Line line) {
    int bits = line.exact().getNumerator().bitLength() + line.exact().getDenominator().bitLength();
    return 1 + bits / LONG_FRACTION;
  }

  private <E> void add(List<E> entries, E entry, int size) {
    if (room < size) {
      endIfBegun();
    }
    room -= size;
    entries.add(entry);
  }

  /** Gives an entry's parts away in pieces, each with its entry in one block. */
  private <P> void cut(List<P> parts, Consumer<List<P>> piece) {
    int from = 0;
    do {
      if (room < 1 + Math.min(1, parts.size())) {
        end();
      }
      int to = Math.min(parts.size(), from + room - 1);
      room -= 1 + to - from;
      piece.accept(parts.subList(from, to));
      from = to;
    } while (from < parts.size());
  }

  private void endIfBegun() {
    if (room < RunBlock.MOST) {
      end();
    }
  }

  private void end() {
    blocks.add(
        new RunBlock(
            new RunResult(period, rows, pools, lines, waiting, notices, withRates ? rates : null)));
    List.of(rows, pools, lines, waiting, notices, rates).forEach(List::clear);
    room = RunBlock.MOST;
  }
}
