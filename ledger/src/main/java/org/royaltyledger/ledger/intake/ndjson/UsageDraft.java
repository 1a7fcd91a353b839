package org.royaltyledger.ledger.intake.ndjson;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.money.Weights;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.ledger.value.Weight;

/**
 * One line's fields on their way into a block; used again for every line.
 *
 * <p>Whoever reads the line has checked each value by itself; {@link #check} looks at what they
 * make together.
 */
final class UsageDraft {

  static final int MOST_CONTRIBUTIONS = 1_000;

  private final UsageLineParser.WeightsRule rules;
  private final Set<String> territories = new HashSet<>();

  @Nullable String usageId;
  long second;
  int nano;
  boolean hasTime;
  @Nullable String useType;
  @Nullable String offering;
  @Nullable String territory;
  @Nullable String listener;
  long quantity;
  @Nullable String modelVersion;
  @Nullable ContainsAi containsAi;
  @Nullable String output;
  @Nullable String provider;
  @Nullable String method;
  @Nullable String version;
  @Nullable String confidence;

  int contributions;
  final boolean[] byParty = new boolean[MOST_CONTRIBUTIONS];
  final String[] target = new String[MOST_CONTRIBUTIONS];
  final String[] role = new String[MOST_CONTRIBUTIONS];
  final long[] given = new long[MOST_CONTRIBUTIONS];
  private long[] used = given;

  UsageDraft(UsageLineParser.WeightsRule rules) {
    this.rules = rules;
    Arrays.fill(target, "");
    Arrays.fill(role, "");
  }

  void clear() {
    usageId = null;
    hasTime = false;
    nano = 0;
    useType = null;
    offering = null;
    territory = null;
    listener = null;
    quantity = 1;
    modelVersion = null;
    containsAi = null;
    output = null;
    provider = null;
    method = null;
    version = null;
    confidence = null;
    contributions = 0;
  }

  /**
   * @throws UsageReject if the line is no usage
   */
  void check() {
    require(usageId, "usageId");
    require(hasTime ? "" : null, "usedAt");
    require(useType, "useType");
    checkTerritory(require(territory, "territory"));
    String product = require(offering, "offering");
    Offering.Weights rule = rules.of(product);
    if (rule == null) {
      throw new UsageReject(
          "offering '%s' is unknown: import it from an offerings file, then this line again"
              .formatted(UsageReject.shown(product)));
    }
    if (contributions == 0 && output == null) {
      throw new UsageReject(
          "contributions are missing: give at least one, or the output they stand under");
    }
    checkWeights(rule);
  }

  void addTo(UsageBlock.Builder block) {
    block.usage(
        require(usageId, "usageId"),
        second,
        nano,
        require(useType, "useType"),
        require(offering, "offering"),
        require(territory, "territory"),
        listener,
        quantity,
        modelVersion,
        containsAi,
        output,
        new Attribution(provider, method, version, confidence));
    for (int i = 0; i < contributions; i++) {
      block.contribution(byParty[i], target[i], role[i], given[i], used[i]);
    }
  }

  private void checkTerritory(String code) {
    if (territories.contains(code)) {
      return;
    }
    try {
      territories.add(new Territory(code).code());
    } catch (IllegalArgumentException e) {
      throw new UsageReject(String.valueOf(e.getMessage()));
    }
  }

  private void checkWeights(Offering.Weights rule) {
    used = given;
    if (contributions == 0) {
      return;
    }
    long sum = 0;
    for (int i = 0; i < contributions; i++) {
      sum += given[i];
    }
    if (sum == Weight.ONE) {
      return;
    }
    switch (rule) {
      case EXACT ->
          throw new UsageReject(
              ("weights sum to '%s', not to 1: correct them, or let the offering normalise "
                      + "(docs/formats.md#offerings)")
                  .formatted(UsageNumber.plain(sum)));
      case NORMALISE -> {
        if (sum == 0) {
          throw new UsageReject("weights sum to '0': give at least one above 0");
        }
        used = Weights.normalise(Arrays.copyOf(given, contributions));
      }
    }
  }

  private static String require(@Nullable String value, String field) {
    if (value == null) {
      throw new UsageReject("%s is missing: every usage needs one".formatted(field));
    }
    return value;
  }
}
