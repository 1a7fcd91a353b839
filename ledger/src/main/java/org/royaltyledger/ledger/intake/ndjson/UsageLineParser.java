package org.royaltyledger.ledger.intake.ndjson;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Reads lines of {@code usages*.ndjson} (docs/formats.md): one usage each. For one thread.
 *
 * <pre>{@code
 * UsageLineParser parser = new UsageLineParser(offering -> weightsOf.get(offering));
 * String reason = parser.parse(bytes, offset, length, block);   // null: it is in the block
 * }</pre>
 */
public final class UsageLineParser {

  /** What the offerings ask of weights. */
  @FunctionalInterface
  public interface WeightsRule {
    /**
     * @return null if there is no such offering
     */
    Offering.@Nullable Weights of(String offering);
  }

  private final UsageDraft draft;
  private final UsageScanner scanner = new UsageScanner();
  private final UsageJson json = new UsageJson();
  private final boolean scanning;

  public UsageLineParser(WeightsRule rules) {
    this(rules, true);
  }

  /**
   * @param scanning false: Jackson reads every line, so that a test can compare the two ways
   */
  UsageLineParser(WeightsRule rules, boolean scanning) {
    this.draft = new UsageDraft(rules);
    this.scanning = scanning;
  }

  /**
   * Adds one line's usage to a block, or nothing.
   *
   * @param bytes UTF-8
   * @return null if it was added, else why not: what, the value, the rule and the way out
   */
  public @Nullable String parse(byte[] bytes, int offset, int length, UsageBlock.Builder block) {
    try {
      draft.clear();
      if (!scanning || !scanner.read(bytes, offset, offset + length, draft)) {
        draft.clear();
        json.read(bytes, offset, length, draft);
      }
      draft.check();
    } catch (UsageReject e) {
      return e.reason();
    }
    draft.addTo(block);
    return null;
  }
}
