package org.royaltyledger.api.documents;

import org.royaltyledger.projections.explain.ExplainedLine;
import org.royaltyledger.projections.explain.UsagePage;
import tools.jackson.databind.JsonNode;

/** Explanations as documents, to write and to read: each by its record alone. */
public final class ExplanationJson {

  private ExplanationJson() {}

  public static JsonNode lines(PartyLines lines) {
    return Json.valued(lines);
  }

  /** Reads what {@link #lines} wrote. */
  public static PartyLines readLines(JsonNode document) {
    return Json.read(document, PartyLines.class);
  }

  public static JsonNode explained(ExplainedLine line) {
    return Json.valued(line);
  }

  /** Reads what {@link #explained} wrote. */
  public static ExplainedLine readExplained(JsonNode document) {
    return Json.read(document, ExplainedLine.class);
  }

  public static JsonNode usages(UsagePage page) {
    return Json.valued(page);
  }

  /** Reads what {@link #usages} wrote. */
  public static UsagePage readUsages(JsonNode document) {
    return Json.read(document, UsagePage.class);
  }
}
