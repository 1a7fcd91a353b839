package org.royaltyledger.ledger.usage;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.OutputId;
import org.royaltyledger.ledger.value.Territory;

/**
 * Usage that is not to be paid, or is again after an appeal.
 *
 * @param evidence where the evidence is found, for people
 */
public record Exclusion(
    String id, Reason reason, String evidence, Decision decision, Conditions conditions) {

  /** Why. */
  public enum Reason {
    FRAUD,
    SPAM,
    IMPERSONATION
  }

  /** What was decided last. */
  public enum Decision {
    /** Usage that meets the conditions counts nowhere. */
    EXCLUDE,
    /** The exclusion is taken back as a whole. */
    REINSTATE
  }

  public Exclusion {
    Codes.require("exclusion", id);
    if (evidence.isBlank()) {
      throw new IllegalArgumentException(
          "evidence is empty: say where the evidence is found, e.g. the number of the case");
    }
  }

  /**
   * What a usage must meet, all of it; null is no condition.
   *
   * @param asset of any of its contributions
   * @param source the service of its offering
   * @param from the first day of use
   * @param to the first day of use that is not meant any more
   */
  public record Conditions(
      @Nullable String usageId,
      @Nullable AssetId asset,
      @Nullable OutputId output,
      @Nullable String listener,
      @Nullable OfferingId offering,
      @Nullable Territory territory,
      @Nullable String source,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    /** What is not said at all. */
    public static final Conditions NONE =
        new Conditions(null, null, null, null, null, null, null, null, null);

    public Conditions {
      if (from != null && to != null && !to.isAfter(from)) {
        throw new IllegalArgumentException(
            "to '%s' is not after from '%s': to is the first day that is not excluded any more"
                .formatted(to, from));
      }
    }

    /** A whole offering or territory, for ever, is a slip of the pen. */
    boolean areNarrow() {
      return Stream.of(usageId, asset, output, listener, source, from).anyMatch(Objects::nonNull);
    }

    /** Whether a day of use is meant. */
    public boolean hold(LocalDate day) {
      return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }
  }

  /**
   * @throws IllegalArgumentException if the conditions are too wide
   */
  public Exclusion requireNarrow() {
    if (!conditions.areNarrow()) {
      throw new IllegalArgumentException(
          "exclusion '%s' says too little of the usage it means: give a usageId, asset, output, listener, source or from"
              .formatted(id));
    }
    return this;
  }

  public boolean isInForce() {
    return decision == Decision.EXCLUDE;
  }

  /** The key of the fact. */
  public static String key(String id) {
    return Key.of("exclusion", id);
  }

  public ExclusionEvent.ExclusionRecorded recorded() {
    return new ExclusionEvent.ExclusionRecorded(
        id,
        reason.name(),
        evidence,
        decision.name(),
        conditions.usageId,
        text(conditions.asset),
        text(conditions.output),
        conditions.listener,
        text(conditions.offering),
        text(conditions.territory),
        conditions.source,
        conditions.from,
        conditions.to);
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }

  public static Exclusion from(ExclusionEvent.ExclusionRecorded event) {
    return new Exclusion(
        event.exclusion(),
        Reason.valueOf(event.reason()),
        event.evidence(),
        Decision.valueOf(event.decision()),
        new Conditions(
            event.usageId(),
            event.asset() == null ? null : new AssetId(event.asset()),
            event.output() == null ? null : new OutputId(event.output()),
            event.listener(),
            event.offering() == null ? null : new OfferingId(event.offering()),
            event.territory() == null ? null : new Territory(event.territory()),
            event.source(),
            event.from(),
            event.to()));
  }
}
