package org.royaltyledger.api.documents;

import java.util.List;
import org.royaltyledger.projections.personal.Detail;
import tools.jackson.databind.JsonNode;

/** What {@code details --json} prints. */
public record PartyDetails(String party, boolean erased, List<Detail> details) {

  public PartyDetails {
    details = List.copyOf(details);
  }

  public JsonNode json() {
    return Json.valued(this);
  }
}
