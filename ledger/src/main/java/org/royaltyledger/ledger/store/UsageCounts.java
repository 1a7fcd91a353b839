package org.royaltyledger.ledger.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many usages this process brought before its log, by what became of them. */
public final class UsageCounts {

  private final Map<UsageLog.Outcome, LongAdder> counts = new EnumMap<>(UsageLog.Outcome.class);

  UsageCounts() {
    for (UsageLog.Outcome outcome : UsageLog.Outcome.values()) {
      counts.put(outcome, new LongAdder());
    }
  }

  void add(UsageLog.Appended appended) {
    appended.outcomes().forEach(it -> adder(it).increment());
  }

  /** Since the process started. */
  public long of(UsageLog.Outcome outcome) {
    return adder(outcome).sum();
  }

  private LongAdder adder(UsageLog.Outcome outcome) {
    return Objects.requireNonNull(counts.get(outcome));
  }
}
