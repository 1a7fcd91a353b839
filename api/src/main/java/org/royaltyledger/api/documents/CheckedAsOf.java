package org.royaltyledger.api.documents;

import java.util.List;
import org.royaltyledger.projections.asof.AsKnown;
import org.royaltyledger.projections.audit.Check;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with the log up to a place.
 *
 * @param asOf as it was asked
 */
public record CheckedAsOf(String asOf, LogState then, List<Check.Finding> findings) {

  public CheckedAsOf {
    findings = List.copyOf(findings);
  }

  public static CheckedAsOf of(AsKnown.Checked checked, String asOf) {
    return new CheckedAsOf(asOf, LogState.of(checked.then()), checked.findings());
  }

  /** What {@code check --as-of} prints as JSON: what {@code check} prints, and of when. */
  public JsonNode json() {
    ObjectNode document = Json.object().put("asOf", asOf);
    document.set("then", Json.valued(then));
    return document.setAll((ObjectNode) Json.checked(findings));
  }

  /** Reads what {@link #json} wrote. */
  public static CheckedAsOf read(JsonNode document) {
    return new CheckedAsOf(
        document.required("asOf").stringValue(),
        Json.read(document.required("then"), LogState.class),
        Json.findings(document));
  }
}
