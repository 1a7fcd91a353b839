package org.royaltyledger.ledger.royalty;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.Refused;

/** Usages without the listener that a licence's model asks for: how many, and the first ones. */
final class Unheard {

  private static final int SHOWN = 20;

  private record Usage(long place, int row, String id) {}

  private final TreeSet<Usage> first =
      new TreeSet<>(Comparator.comparingLong(Usage::place).thenComparingInt(Usage::row));
  private final TreeSet<LicenceId> licences = new TreeSet<>();
  private long count;

  void add(long place, int row, String usageId) {
    count++;
    if (first.size() < SHOWN || place <= first.last().place()) {
      keep(new Usage(place, row, usageId));
    }
  }

  void add(LicenceId licence) {
    licences.add(licence);
  }

  void merge(Unheard other) {
    count += other.count;
    licences.addAll(other.licences);
    other.first.forEach(this::keep);
  }

  private void keep(Usage usage) {
    first.add(usage);
    if (first.size() > SHOWN) {
      first.pollLast();
    }
  }

  /**
   * @throws Refused NO_LISTENER if there are any
   */
  void refuse() {
    if (count > 0) {
      throw new Refused(
          Refused.Code.NO_LISTENER,
          "%d usages have no listener, which the allocation of %s asks for (%s%s): record these licences with withoutListener OWN, and each such usage is its own listener"
              .formatted(
                  count,
                  licences.stream().map(LicenceId::code).collect(Collectors.joining(", ")),
                  first.stream().map(Usage::id).collect(Collectors.joining(", ")),
                  count > first.size() ? ", …" : ""));
    }
  }
}
