package org.royaltyledger.ledger.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;

/** What was written down of outputs. */
public sealed interface OutputEvent extends FactEvent {

  record OutputRecorded(
      String output,
      List<OutputContribution> contributions,
      @Nullable String provider,
      @Nullable String method,
      @Nullable String version,
      @Nullable String confidence,
      @Nullable String containsAI)
      implements OutputEvent {
    public OutputRecorded {
      contributions = List.copyOf(contributions);
    }

    @Override
    public String key() {
      return Key.of("output", output);
    }
  }

  /**
   * Either an asset or a party.
   *
   * @param trillionths the weight, 0 to 10^12
   */
  record OutputContribution(
      @Nullable String asset, @Nullable String party, String role, long trillionths) {}
}
