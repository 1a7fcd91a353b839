package org.royaltyledger.ledger.royalty;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;

/**
 * Which usages count in a period: those of its months that came up to its cut-off, and of those
 * that came later to some month either its own or the one that was open then, as the offering says.
 *
 * @param cutOffs of all periods closed so far and of the one that is being closed, in their order
 * @param number the place among them of the period that is counted
 */
public record Counting(List<CutOff> cutOffs, int number) {

  /**
   * Where a period ends in the log.
   *
   * @param place inclusive
   * @param ownMonth the offerings whose late usage, come up to this cut-off and after the one
   *     before, counts in its own month
   */
  public record CutOff(Period period, long place, Set<OfferingId> ownMonth) {
    public CutOff {
      ownMonth = Set.copyOf(ownMonth);
    }
  }

  public Counting {
    cutOffs = List.copyOf(cutOffs);
    for (int i = 1; i < cutOffs.size(); i++) {
      CutOff before = cutOffs.get(i - 1);
      CutOff it = cutOffs.get(i);
      if (before.period.compareTo(it.period) >= 0) {
        throw new IllegalArgumentException(
            "period %s is not after %s, which is closed".formatted(it.period, before.period));
      }
      if (before.place > it.place) {
        throw new IllegalArgumentException(
            "cut-off %d of %s is before %d, that of %s"
                .formatted(it.place, it.period, before.place, before.period));
      }
    }
  }

  public Period period() {
    return cutOffs.get(number).period;
  }

  /** Up to where the log is counted, inclusive. */
  public long upTo() {
    return cutOffs.getLast().place;
  }

  /** The places of the period's cut-off and of all after it, ascending. */
  List<Long> places() {
    return cutOffs.subList(number, cutOffs.size()).stream().map(CutOff::place).toList();
  }

  /** Whether an earlier period than the last one is counted again. */
  public boolean isRestatement() {
    return number < cutOffs.size() - 1;
  }

  /**
   * The number of the period that was the next to be closed when a block came.
   *
   * @param place of the block in the log
   * @return the count of cut-offs if it came after all of them
   */
  int arrival(long place) {
    int number = 0;
    while (number < cutOffs.size() && cutOffs.get(number).place < place) {
      number++;
    }
    return number;
  }

  /** With which arrivals usage of an offering in a month counts in the period. */
  BitSet counts(Period month, OfferingId offering) {
    var counts = new BitSet();
    int own = 0;
    while (own < cutOffs.size() && cutOffs.get(own).period.compareTo(month) < 0) {
      own++;
    }
    if (own == cutOffs.size()) {
      return counts; // of a month that is still open
    }
    for (int arrival = 0; arrival < cutOffs.size(); arrival++) {
      boolean late = arrival > own;
      boolean moved = late && !cutOffs.get(arrival).ownMonth.contains(offering);
      counts.set(arrival, (moved ? arrival : own) == number);
    }
    return counts;
  }
}
