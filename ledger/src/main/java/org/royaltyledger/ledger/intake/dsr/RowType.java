package org.royaltyledger.ledger.intake.dsr;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a row is, by its record type without the version: {@code SU03.01} is SU03. */
enum RowType {
  HEAD,
  FOOT,
  SUMMARY,
  RELEASE,
  SUB_RELEASE,
  RESOURCE,
  RESOURCE_WITH_WORK,
  WORK,
  /** A work that a claim speaks of, not a resource's own. */
  CLAIMED_WORK,
  RESOURCE_USAGE,
  SALE,
  CLAIM,
  DEAL,
  UNKNOWN;

  private static final Pattern FORM = Pattern.compile("([A-Z]{2}[0-9]{2})(\\.[0-9]{2})?");

  static RowType of(String recordType) {
    Matcher form = FORM.matcher(recordType);
    if (!form.matches()) {
      return switch (recordType) {
        case "HEAD" -> HEAD;
        case "FOOT" -> FOOT;
        default -> UNKNOWN;
      };
    }
    String bare = form.group(1);
    return switch (bare) {
      case "RE01" -> RELEASE;
      case "RE02" -> SUB_RELEASE;
      case "AS01" -> RESOURCE;
      case "AS02" -> RESOURCE_WITH_WORK;
      case "MW01" -> WORK;
      case "RU01", "RU02" -> RESOURCE_USAGE;
      case "SU01", "SU02", "SU03" -> SALE;
      case "LI01" -> CLAIM;
      case "DE01" -> DEAL;
      default -> bare.startsWith("SY") ? SUMMARY : UNKNOWN;
    };
  }
}
