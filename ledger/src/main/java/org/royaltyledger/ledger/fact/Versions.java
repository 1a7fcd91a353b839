package org.royaltyledger.ledger.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;

/** The rule of every fact: the same again changes nothing, other content is a new version. */
final class Versions {

  private Versions() {}

  /**
   * @param newest the version in force, null before the first
   * @return what to write down: nothing or {@code proposed}
   * @throws Refused SECOND_CURRENCY if the fact itself objects
   */
  static List<FactEvent> decide(@Nullable FactEvent newest, FactEvent proposed) {
    if (proposed.equals(newest)) {
      return List.of();
    }
    if (newest != null) {
      proposed
          .objection(newest)
          .ifPresent(
              why -> {
                throw new Refused(Refused.Code.SECOND_CURRENCY, why);
              });
    }
    return List.of(proposed);
  }
}
