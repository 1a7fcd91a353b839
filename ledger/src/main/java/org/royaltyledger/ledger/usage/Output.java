package org.royaltyledger.ledger.usage;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.OutputId;
import org.royaltyledger.ledger.value.Weight;

/**
 * Who is in a generated or remixed output, once for all its plays.
 *
 * @param contributions empty as long as no analysis has come; else their weights sum to exactly 1
 * @param containsAi null is unknown
 */
public record Output(
    OutputId id,
    List<Contribution> contributions,
    Attribution attribution,
    @Nullable ContainsAi containsAi) {

  /**
   * One part of an output.
   *
   * @param byParty whether {@code target} is a party, not an asset
   */
  public record Contribution(boolean byParty, String target, String role, Weight weight) {}

  public Output {
    contributions = List.copyOf(contributions);
    long sum = contributions.stream().mapToLong(it -> it.weight().trillionths()).sum();
    if (!contributions.isEmpty() && sum != Weight.ONE) {
      throw new IllegalArgumentException(
          "weights of output '%s' sum to %s, not to 1: correct them"
              .formatted(id, BigDecimal.valueOf(sum, 12).stripTrailingZeros().toPlainString()));
    }
  }

  public OutputEvent.OutputRecorded recorded() {
    return new OutputEvent.OutputRecorded(
        id.code(),
        contributions.stream()
            .map(
                it ->
                    new OutputEvent.OutputContribution(
                        it.byParty() ? null : it.target(),
                        it.byParty() ? it.target() : null,
                        it.role(),
                        it.weight().trillionths()))
            .toList(),
        attribution.provider(),
        attribution.method(),
        attribution.version(),
        attribution.confidence(),
        containsAi == null ? null : containsAi.written());
  }

  public static Output from(OutputEvent.OutputRecorded event) {
    return new Output(
        new OutputId(event.output()),
        event.contributions().stream()
            .map(
                it ->
                    new Contribution(
                        it.party() != null,
                        it.party() != null
                            ? it.party()
                            : Objects.requireNonNull(it.asset(), "asset or party"),
                        it.role(),
                        new Weight(it.trillionths())))
            .toList(),
        new Attribution(event.provider(), event.method(), event.version(), event.confidence()),
        event.containsAI() == null ? null : ContainsAi.parse(event.containsAI()));
  }
}
