package org.royaltyledger.api.documents;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.deep.DeepReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong, by the check and by a second fold that knows nothing of it.
 *
 * @param firstWrong what the second fold found wrong first; null if nothing
 */
public record CheckedDeep(
    List<Check.Finding> findings, DeepReport.@Nullable FirstWrong firstWrong) {

  public CheckedDeep {
    findings = List.copyOf(findings);
  }

  public static CheckedDeep of(List<Check.Finding> findings, DeepReport deep) {
    var all = new ArrayList<>(findings);
    deep.lines().stream()
        .map(it -> new Check.Finding(it.name(), it.ok(), it.detail()))
        .forEach(all::add);
    return new CheckedDeep(all, deep.first());
  }

  /** With findings of what lies beside the store, which no event is behind. */
  public CheckedDeep with(List<Check.Finding> more) {
    var all = new ArrayList<>(findings);
    all.addAll(more);
    DeepReport.FirstWrong first =
        firstWrong != null
            ? firstWrong
            : more.stream()
                .filter(it -> !it.ok())
                .findFirst()
                .map(it -> new DeepReport.FirstWrong(null, null, null, it.detail()))
                .orElse(null);
    return new CheckedDeep(all, first);
  }

  public boolean ok() {
    return findings.stream().allMatch(Check.Finding::ok);
  }

  /**
   * @param asOf as it was asked, null if it was not
   * @throws Refused BAD_INPUT if a deep check was asked for as of then
   */
  public static void requireNow(@Nullable String asOf) {
    if (asOf != null) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "a deep check compares all that is stored now with the whole log: leave '%s' out, or ask without deep"
              .formatted(asOf));
    }
  }

  /**
   * What {@code check --deep} prints as JSON: what {@code check} prints, and what is wrong first.
   */
  public JsonNode json() {
    ObjectNode document = (ObjectNode) Json.checked(findings);
    DeepReport.FirstWrong first = firstWrong;
    if (first != null) {
      ObjectNode wrong = document.putObject("firstWrong");
      if (first.place() != null) {
        wrong.put("place", first.place());
      }
      if (first.upTo() != null) {
        wrong.put("upTo", first.upTo());
      }
      if (first.event() != null) {
        wrong.put("event", first.event());
      }
      wrong.put("what", first.what());
    }
    return document;
  }

  /** Reads what {@link #json} wrote. */
  public static CheckedDeep read(JsonNode document) {
    JsonNode first = document.get("firstWrong");
    return new CheckedDeep(
        Json.findings(document),
        first == null
            ? null
            : new DeepReport.FirstWrong(
                first.has("place") ? first.required("place").longValue() : null,
                first.has("upTo") ? first.required("upTo").longValue() : null,
                first.has("event") ? first.required("event").stringValue() : null,
                first.required("what").stringValue()));
  }
}
