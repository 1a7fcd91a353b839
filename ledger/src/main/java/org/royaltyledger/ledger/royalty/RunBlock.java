package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.value.Period;

/**
 * A part of a result that fits in one event: up to {@value #MOST} entries.
 *
 * <p>Entries are rows, pools and each of their parties, notices, rates, what waits and each of its
 * details, and lines. A pool, or what waits, that does not fit goes on in the next block: the same
 * entry again, with its further parties or details.
 */
public record RunBlock(RunResult part) {

  /** The most entries in a block; a line whose fraction is very long counts as several. */
  public static final int MOST = 8_192;

  /**
   * Cuts what a close books into blocks: of the month and then of each adjusted one its rows,
   * pools, notices and rates first, then what waits, then lines.
   */
  public static List<RunBlock> of(Booking booking) {
    return booking.all().flatMap(it -> Cutting.of(it).stream()).toList();
  }

  /** Puts the blocks of a close together again, in their order. */
  public static Booking join(Period period, List<RunBlock> blocks) {
    SortedMap<Period, List<RunBlock>> byMonth = new TreeMap<>();
    byMonth.put(period, new ArrayList<>());
    for (RunBlock it : blocks) {
      byMonth.computeIfAbsent(it.part.period(), _ -> new ArrayList<>()).add(it);
    }
    RunResult month = joined(period, byMonth.remove(period));
    var adjustments = new ArrayList<RunResult>();
    byMonth.forEach((of, some) -> adjustments.add(joined(of, some)));
    return new Booking(month, adjustments);
  }

  private static RunResult joined(Period period, List<RunBlock> blocks) {
    return new RunResult(
        period,
        all(blocks, RunResult::rows).toList(),
        joined(
            all(blocks, RunResult::pools),
            it -> it.withParties(new TreeMap<>(), new TreeMap<>()),
            RunBlock::wholePool),
        all(blocks, RunResult::lines).toList(),
        joined(
            all(blocks, RunResult::waiting),
            it -> it.withDetails(List.of()),
            RunBlock::wholeWaiting),
        all(blocks, RunResult::notices).toList(),
        rates(blocks));
  }

  private static @Nullable List<ExchangeRate> rates(List<RunBlock> blocks) {
    var rates = new ArrayList<ExchangeRate>();
    for (RunBlock block : blocks) {
      List<ExchangeRate> some = block.part.rates();
      if (some == null) {
        return null;
      }
      rates.addAll(some);
    }
    return rates;
  }

  private static <E> Stream<E> all(List<RunBlock> blocks, Function<RunResult, List<E>> entries) {
    return blocks.stream().flatMap(block -> entries.apply(block.part).stream());
  }

  /** Pieces of one entry follow each other, and are equal but for their parts. */
  private static <E> List<E> joined(
      Stream<E> pieces, UnaryOperator<E> withoutParts, Function<List<E>, E> whole) {
    var joined = new ArrayList<E>();
    var open = new ArrayList<E>();
    pieces.forEach(
        piece -> {
          if (!open.isEmpty()
              && !withoutParts.apply(open.getFirst()).equals(withoutParts.apply(piece))) {
            joined.add(whole.apply(open));
            open.clear();
          }
          open.add(piece);
        });
    if (!open.isEmpty()) {
      joined.add(whole.apply(open));
    }
    return joined;
  }

  private static RunResult.Pool wholePool(List<RunResult.Pool> pieces) {
    RunResult.Pool first = pieces.getFirst();
    if (pieces.size() == 1) {
      return first;
    }
    var parties = new TreeMap<>(first.parties());
    pieces.forEach(it -> parties.putAll(it.parties()));
    var held = new TreeMap<>(first.held());
    pieces.forEach(it -> held.putAll(it.held()));
    return first.withParties(parties, held);
  }

  private static RunResult.Waiting wholeWaiting(List<RunResult.Waiting> pieces) {
    return pieces.size() == 1
        ? pieces.getFirst()
        : pieces
            .getFirst()
            .withDetails(pieces.stream().flatMap(it -> it.details().stream()).toList());
  }
}
