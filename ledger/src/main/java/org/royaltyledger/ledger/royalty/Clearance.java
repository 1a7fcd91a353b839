package org.royaltyledger.ledger.royalty;

import java.util.Objects;
import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Whether composition and master of a usage are both covered, where its offering asks for that. Of
 * one fold: it speaks of targets and settings by the numbers that they have there.
 */
final class Clearance {

  // What a contribution says of its usage.
  private static final int NOTHING = 0;
  private static final int COVERED_WORK = 1;
  private static final int COVERED_RECORDING = 2;
  private static final int UNCOVERED = 4;
  private static final int BOTH = COVERED_WORK | COVERED_RECORDING;

  private final Coverage coverage;
  private final Settings settings;
  private final Targets targets;
  private final Grid said = new Grid();

  Clearance(Coverage coverage, Settings settings, Targets targets) {
    this.coverage = coverage;
    this.settings = settings;
    this.targets = targets;
  }

  /** Whether none of the usage may earn for what is missing of another's. */
  boolean blocks(UsageBlock block, int row, int setting) {
    Use use = settings.get(setting).use();
    if (use == null || use.offering().clearance() == Offering.Clearance.SEPARATE) {
      return false;
    }
    int all = NOTHING;
    int end = block.endContribution(row);
    int first = block.firstContribution(row);
    for (int c = first; c < end; c++) {
      all |= said(setting, targets.contribution(block, c), block.used(c));
    }
    if (first == end) {
      Targets.Made made = targets.made(block, row);
      for (int c = 0; c < made.targets().length; c++) {
        all |= said(setting, made.targets()[c], made.weights()[c]);
      }
    }
    return all != BOTH;
  }

  private int said(int setting, int target, long weight) {
    if (weight == 0) {
      return NOTHING;
    }
    int known = said.get(setting, target);
    if (known == Grid.ABSENT) {
      known = say(Objects.requireNonNull(settings.get(setting).use()), targets, target);
      said.put(setting, target, known);
    }
    return known;
  }

  private int say(Use use, Targets of, int number) {
    if (!(of.target(number) instanceof Target.OfAsset(Asset asset))
        || asset.kind() == Asset.Kind.VOICE) {
      return NOTHING;
    }
    if (!(coverage.decide(use, of.target(number)) instanceof Coverage.Covered)) {
      return UNCOVERED;
    }
    return asset.kind() == Asset.Kind.WORK ? COVERED_WORK : COVERED_RECORDING;
  }
}
