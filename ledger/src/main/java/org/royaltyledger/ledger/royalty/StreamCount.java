package org.royaltyledger.ledger.royalty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.policy.PolicyEvent;
import org.royaltyledger.ledger.revenue.Revenue;
import org.royaltyledger.ledger.usage.Exclusion;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Period;

/**
 * How often each asset was used in the months that decide whether it earns in a month: what was
 * recorded up to the month's own cut-off, less what is excluded as known now. A usage counts with
 * its quantity, once for an asset however often it names it.
 *
 * <p>One thread each; counts over parts of the blocks may be merged in any order.
 */
public final class StreamCount {

  private final Facts facts;
  private final long upTo;
  private final Period period;
  private final Settings settings;
  private final Targets targets;
  private final @Nullable Excluded excluded;
  private final Map<OfferingId, Policies.MinStreams> asked = new HashMap<>();

  // By offering, the quantity of each target; more than fit are as good as the most that do.
  private final Map<OfferingId, long[]> counts = new HashMap<>();

  // By the number of the setting: its counts, null if it counts for nothing.
  private final List<long @Nullable []> bySetting = new ArrayList<>();
  private final Set<Integer> seen = new HashSet<>();

  /**
   * @param exclusions to count with
   */
  public StreamCount(Facts facts, Counting counting, List<Exclusion> exclusions) {
    this.facts = facts;
    this.period = counting.period();
    this.upTo = counting.cutOffs().get(counting.number()).place();
    this.settings = new Settings(facts, counting);
    this.targets = new Targets(facts);
    this.excluded =
        exclusions.isEmpty() ? null : new Excluded(exclusions, facts, settings, targets);
    for (Revenue row : facts.revenue(period)) {
      OfferingId offering = row.row().offering();
      Policies.MinStreams asks = facts.policies().minStreams(offering, period);
      if (asks != null && asked.put(offering, asks) == null) {
        counts.put(offering, new long[facts.targetCount()]);
      }
    }
  }

  /** The first month whose usage decides, null if nothing is asked in the period. */
  public static @Nullable Period firstMonth(Facts facts, Period period) {
    return firstMonth(
        facts.policies(),
        facts.revenue(period).stream().map(it -> it.row().offering()).toList(),
        period);
  }

  /** As that, whether there is any revenue or not. */
  public static @Nullable Period firstMonth(
      List<PolicyEvent.PolicyRecorded> policies, Period period) {
    return firstMonth(
        Policies.of(policies),
        policies.stream().map(it -> new OfferingId(it.offering())).toList(),
        period);
  }

  private static @Nullable Period firstMonth(
      Policies policies, List<OfferingId> offerings, Period period) {
    Period first = null;
    for (OfferingId offering : offerings) {
      Policies.MinStreams asks = policies.minStreams(offering, period);
      if (asks != null && (first == null || asks.first().compareTo(first) < 0)) {
        first = asks.first();
      }
    }
    return first;
  }

  /**
   * Adds what counts of a block.
   *
   * @param place of the block in the log
   */
  public StreamCount add(long place, UsageBlock block) {
    if (place > upTo) {
      return this;
    }
    settings.begin(block);
    targets.begin(block);
    if (excluded != null) {
      excluded.begin(block);
    }
    for (int row = 0; row < block.size(); row++) {
      int number = settings.place(block, row);
      long[] of = counts(number);
      if (of != null && (excluded == null || !excluded.holds(block, row, number))) {
        add(block, row, of);
      }
    }
    return this;
  }

  private long @Nullable [] counts(int setting) {
    while (bySetting.size() <= setting) {
      Setting next = settings.get(bySetting.size());
      Policies.MinStreams asks = asked.get(next.offering());
      boolean counts =
          asks != null
              && next.month().compareTo(asks.first()) >= 0
              && next.month().compareTo(period) <= 0;
      bySetting.add(counts ? this.counts.get(next.offering()) : null);
    }
    return bySetting.get(setting);
  }

  private void add(UsageBlock block, int row, long[] of) {
    int end = block.endContribution(row);
    int first = block.firstContribution(row);
    seen.clear();
    if (first < end) {
      for (int c = first; c < end; c++) {
        add(of, targets.contribution(block, c), block.used(c), block.quantity(row));
      }
    } else {
      Targets.Made made = targets.made(block, row);
      for (int c = 0; c < made.targets().length; c++) {
        add(of, made.targets()[c], made.weights()[c], block.quantity(row));
      }
    }
  }

  private void add(long[] of, int target, long weight, long quantity) {
    if (weight > 0 && target < of.length && seen.add(target)) {
      of[target] = capped(of[target], quantity);
    }
  }

  private static long capped(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Adds what another has counted over other blocks, made with the same facts and counting. */
  public StreamCount merge(StreamCount other) {
    if (facts != other.facts || upTo != other.upTo || this == other) {
      throw new IllegalArgumentException("only another count of the same facts can be merged");
    }
    other.counts.forEach(
        (offering, of) -> {
          long[] here = Objects.requireNonNull(counts.get(offering));
          for (int i = 0; i < of.length; i++) {
            here[i] = capped(here[i], of[i]);
          }
        });
    return this;
  }

  /** Who earns in the month. */
  public Eligibility eligibility() {
    var eligible = new HashMap<OfferingId, boolean[]>();
    counts.forEach(
        (offering, of) -> {
          long least = Objects.requireNonNull(asked.get(offering)).quantity();
          boolean[] here = new boolean[of.length];
          for (int i = 0; i < of.length; i++) {
            here[i] = facts.target(i) instanceof Target.OfParty || of[i] >= least;
          }
          eligible.put(offering, here);
        });
    return new Eligibility(eligible, facts.targetCount());
  }
}
