package org.royaltyledger.ledger.intake;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How much this process was sent that never came before the log, since it started. */
public final class IntakeCounts {

  private final LongAdder rejectedUsages = new LongAdder();
  private final Map<String, LongAdder> rejectedLines = new ConcurrentHashMap<>();

  /** Usages, over HTTP or in files, that are none by the rules of usages. */
  public void rejectUsages(long more) {
    rejectedUsages.add(more);
  }

  /**
   * Lines of imported files that were not taken.
   *
   * @param kind of the file, as it is written
   */
  public void rejectLines(String kind, long more) {
    if (more > 0) {
      rejectedLines.computeIfAbsent(kind, _ -> new LongAdder()).add(more);
    }
  }

  /** Those that the log refused as conflicts are not among them. */
  public long rejectedUsages() {
    return rejectedUsages.sum();
  }

  /** By kind of file, where any were. */
  public SortedMap<String, Long> rejectedLines() {
    var sums = new TreeMap<String, Long>();
    rejectedLines.forEach((kind, lines) -> sums.put(kind, lines.sum()));
    return sums;
  }
}
