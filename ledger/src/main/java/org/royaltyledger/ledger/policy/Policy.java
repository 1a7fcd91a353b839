package org.royaltyledger.ledger.policy;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.Window;

/**
 * One rule of an offering: of several of one rule and subject in force on a day, the one with the
 * latest first day counts.
 *
 * @param window the days of use, or for rules of whole months those on which these begin
 * @param value without trailing zeros; null where the rule has none
 * @param months how many are counted, up to the month itself; 0 where the rule has none
 */
public record Policy(
    OfferingId offering,
    Rule rule,
    Subject subject,
    Window window,
    @Nullable BigDecimal value,
    int months,
    Status status) {

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);
  private static final BigDecimal MOST_BOOST = BigDecimal.valueOf(100);
  private static final int MOST_MONTHS = 120;

  /** How fine a boost is. */
  public static final int BOOST_DECIMALS = 4;

  /** What is laid down. */
  public enum Rule {
    /** An asset earns in a month only if it was used often enough in some months up to it. */
    MIN_STREAMS,
    /** Of a listener and month only so many units count where a pool is divided pro rata. */
    LISTENER_CAP,
    /** Units weigh more, or less, where a pool is divided. */
    BOOST,
    /** Usage that nothing is paid for. */
    FREE_TRIAL;

    private Set<Subject.Kind> subjects() {
      return switch (this) {
        case MIN_STREAMS, LISTENER_CAP -> Set.of(Subject.Kind.ALL);
        case BOOST -> Set.of(Subject.Kind.ASSET, Subject.Kind.PARTY, Subject.Kind.USE_TYPE);
        case FREE_TRIAL -> Set.of(Subject.Kind.USE_TYPE, Subject.Kind.LISTENER);
      };
    }

    /** Whether it is asked for by the first day of a month, not by the day of use. */
    public boolean isOfMonths() {
      return this == MIN_STREAMS || this == LISTENER_CAP;
    }
  }

  /** Whether it counts. */
  public enum Status {
    IN_FORCE,
    /** As if it had never been. */
    WITHDRAWN
  }

  /**
   * @throws IllegalArgumentException if the rule has no such subject, value or months
   */
  public Policy {
    if (!rule.subjects().contains(subject.kind())) {
      throw new IllegalArgumentException(
          switch (rule) {
            case MIN_STREAMS, LISTENER_CAP ->
                "%s is for all usage of the offering: leave subject '%s' empty"
                    .formatted(rule, subject.written());
            case BOOST ->
                "BOOST is of asset:ID, party:ID or useType:NAME, not of '%s': name one of them"
                    .formatted(subject.written());
            case FREE_TRIAL ->
                "FREE_TRIAL is of useType:NAME or listener:NAME, not of '%s': name one of them"
                    .formatted(subject.written());
          });
    }
    switch (rule) {
      case MIN_STREAMS, LISTENER_CAP -> requireCount(rule, value);
      case BOOST -> requireFactor(value);
      case FREE_TRIAL -> {
        if (value != null) {
          throw new IllegalArgumentException(
              "FREE_TRIAL has no value, its rate is zero: leave value '%s' empty"
                  .formatted(value.toPlainString()));
        }
      }
    }
    if (rule == Rule.MIN_STREAMS ? months < 1 || months > MOST_MONTHS : months != 0) {
      throw new IllegalArgumentException(
          rule == Rule.MIN_STREAMS
              ? "months '%d' of MIN_STREAMS is not 1 to %d: say over how many months usage is counted"
                  .formatted(months, MOST_MONTHS)
              : "%s counts no months: leave months '%d' empty".formatted(rule, months));
    }
    value = value == null ? null : value.stripTrailingZeros();
  }

  private static void requireCount(Rule rule, @Nullable BigDecimal value) {
    if (value == null || value.signum() <= 0 || value.compareTo(MOST) > 0 || !isWhole(value)) {
      throw new IllegalArgumentException(
          "value '%s' of %s is not a whole number from 1 to 10^12: give one"
              .formatted(value == null ? "" : value.toPlainString(), rule));
    }
  }

  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }

  private static void requireFactor(@Nullable BigDecimal value) {
    if (value == null
        || value.signum() < 0
        || value.compareTo(MOST_BOOST) > 0
        || value.stripTrailingZeros().scale() > BOOST_DECIMALS) {
      throw new IllegalArgumentException(
          "value '%s' of BOOST is not a factor from 0 to 100 with at most %d decimals: give one"
              .formatted(value == null ? "" : value.toPlainString(), BOOST_DECIMALS));
    }
  }

  public boolean isInForce() {
    return status == Status.IN_FORCE;
  }

  public PolicyEvent.PolicyRecorded recorded() {
    return new PolicyEvent.PolicyRecorded(
        offering.code(),
        rule.name(),
        subject.written(),
        window.from(),
        window.to(),
        value == null ? null : value.toPlainString(),
        months,
        status.name());
  }

  public static Policy from(PolicyEvent.PolicyRecorded event) {
    return new Policy(
        new OfferingId(event.offering()),
        Rule.valueOf(event.rule()),
        Subject.parse(event.subject()),
        new Window(event.from(), event.to()),
        event.value() == null ? null : new BigDecimal(event.value()),
        event.months(),
        Status.valueOf(event.status()));
  }
}
