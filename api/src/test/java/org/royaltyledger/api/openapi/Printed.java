package org.royaltyledger.api.openapi;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What commands print as JSON is what the API answers, so the months of all scenarios hold the
 * schemas to what documents can be.
 */
public final class Printed {

  private Printed() {}

  /** A document is as the schema of the address says that answers the same. */
  public static void requirePromised(List<String> command, JsonNode document) {
    schema(command, document).ifPresent(it -> Promised.requireAs(it, document));
  }

  /** Empty for what no address answers. */
  private static Optional<String> schema(List<String> command, JsonNode document) {
    boolean asOf = has(command, "--as-of.*");
    return Optional.ofNullable(
        switch (command.getFirst()) {
          case "import" -> "Imported";
          case "draft" -> "DraftedMonth";
          case "approve" -> "Draft";
          case "close" -> "ClosedMonth";
          case "statements" -> asOf ? "StatementsAsOf" : "Statements";
          case "explain" ->
              has(command, "--usages")
                  ? "UsagePage"
                  : document.has("lines") ? "PartyLines" : "ExplainedLine";
          case "accounts" -> asOf ? "AccountsAsOf" : "Accounts";
          case "journal" -> "Journal";
          case "conservation" -> "Conservation";
          case "payouts" ->
              has(command, "collect|show|approve|send|cancel|settle|fail|return")
                  ? "Payout"
                  : "PayoutRuns";
          case "settings" -> "Settings";
          case "checkpoint" -> has(command, "list|key") ? "Log" : "Checkpoint";
          case "proof" ->
              has(command, "event")
                  ? "EventProof"
                  : has(command, "usage")
                      ? "UsageProof"
                      : has(command, "statement") ? "StatementProof" : "ConsistencyProof";
          case "log" -> "LogEntries";
          case "exclusions" -> has(command, "[0-9-]+") ? "MonthExclusions" : "RecordedExclusions";
          case "check" -> asOf ? "CheckedAsOf" : has(command, "--deep") ? "CheckedDeep" : "Checked";
          case "replay" -> "Replayed";
          default -> null;
        });
  }

  private static boolean has(List<String> command, String word) {
    return command.stream().anyMatch(it -> it.matches(word));
  }
}
