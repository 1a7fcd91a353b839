package org.royaltyledger.ledger.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;

/** What was written down of policies. */
public sealed interface PolicyEvent extends FactEvent {

  /**
   * One rule of an offering, from a day on.
   *
   * @param subject like {@code asset:ID}, {@code party:ID}, {@code useType:NAME} or {@code
   *     listener:NAME}; empty where the rule is for all usage
   * @param value a plain decimal, null where the rule has none
   * @param months 0 where the rule has none
   */
  record PolicyRecorded(
      String offering,
      String rule,
      String subject,
      LocalDate from,
      @Nullable LocalDate to,
      @Nullable String value,
      int months,
      String status)
      implements PolicyEvent {
    @Override
    public String key() {
      return Key.of("policy", offering, rule, subject, from.toString());
    }
  }
}
