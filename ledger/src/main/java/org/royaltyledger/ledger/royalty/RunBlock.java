package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.ledger.value.Period;

/** A part of a result that fits in one event: up to {@value #MOST_LINES} lines. */
public record RunBlock(RunResult part) {

  /** The most lines in a block. */
  public static final int MOST_LINES = 8_192;

  /** The most waiting details in a block. */
  private static final int MOST_DETAILS = 8_192;

  /** Cuts a result into blocks: rows, pools and notices first, then what waits, then lines. */
  public static List<RunBlock> of(RunResult result) {
    var blocks = new ArrayList<RunBlock>();
    blocks.add(
        new RunBlock(
            new RunResult(
                result.period(),
                result.rows(),
                result.pools(),
                List.of(),
                List.of(),
                result.notices())));
    var some = new ArrayList<RunResult.Waiting>();
    int details = 0;
    for (RunResult.Waiting waiting : result.waiting()) {
      some.add(waiting);
      details += waiting.details().size();
      if (details >= MOST_DETAILS) {
        blocks.add(of(result.period(), List.of(), some));
        some.clear();
        details = 0;
      }
    }
    if (!some.isEmpty()) {
      blocks.add(of(result.period(), List.of(), some));
    }
    for (int from = 0; from < result.lines().size(); from += MOST_LINES) {
      int to = Math.min(from + MOST_LINES, result.lines().size());
      blocks.add(of(result.period(), result.lines().subList(from, to), List.of()));
    }
    return List.copyOf(blocks);
  }

  /** Puts blocks together again, in their order. */
  public static RunResult join(Period period, List<RunBlock> blocks) {
    return new RunResult(
        period,
        blocks.stream().flatMap(block -> block.part.rows().stream()).toList(),
        blocks.stream().flatMap(block -> block.part.pools().stream()).toList(),
        blocks.stream().flatMap(block -> block.part.lines().stream()).toList(),
        blocks.stream().flatMap(block -> block.part.waiting().stream()).toList(),
        blocks.stream().flatMap(block -> block.part.notices().stream()).toList());
  }

  private static RunBlock of(
      Period period, List<RunResult.Line> lines, List<RunResult.Waiting> waiting) {
    return new RunBlock(new RunResult(period, List.of(), List.of(), lines, waiting, List.of()));
  }
}
