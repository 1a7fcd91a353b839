package org.royaltyledger.ledger.royalty;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.licence.Licence;
import org.royaltyledger.ledger.usage.Output;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * How far the attribution of a usage can be relied on: how many of the limits of all fallbacks its
 * confidence reaches. That of its own contributions is its own, that of an output's the output's.
 */
final class Reliability {

  /** The level of an attribution without confidence, and of none. */
  static final int NONE = 0;

  private final Facts facts;
  private final List<BigDecimal> limits;
  private final BlockWords own = new BlockWords(this::level);
  private final BlockWords outputs = new BlockWords(this::levelOfOutput);

  Reliability(Facts facts) {
    this.facts = facts;
    this.limits = facts.limits();
  }

  /** How many levels there are; they run from 0. With one nobody asks. */
  int levels() {
    return limits.size() + 1;
  }

  void begin(UsageBlock block) {
    own.begin(block);
    outputs.begin(block);
  }

  int of(UsageBlock block, int row) {
    if (limits.isEmpty()) {
      return NONE;
    }
    if (block.firstContribution(row) < block.endContribution(row)) {
      int confidence = block.confidence(row);
      return confidence == UsageBlock.ABSENT ? NONE : own.of(block, confidence);
    }
    int output = block.output(row);
    return output == UsageBlock.ABSENT ? NONE : outputs.of(block, output);
  }

  private int levelOfOutput(String code) {
    Output output = facts.output(code);
    @Nullable String confidence = output == null ? null : output.attribution().confidence();
    return confidence == null ? NONE : level(confidence);
  }

  private int level(String confidence) {
    var number = new BigDecimal(confidence);
    return (int) limits.stream().filter(it -> it.compareTo(number) <= 0).count();
  }

  /** The highest level that a part's fallback does not rely on. */
  static int lastBelow(Facts facts, Licence.Part part) {
    BigDecimal below = Objects.requireNonNull(part.fallback()).below();
    return (int) facts.limits().stream().filter(it -> it.compareTo(below) < 0).count();
  }
}
