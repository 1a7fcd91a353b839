package org.royaltyledger.api.remote;

import java.net.http.HttpRequest;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.PartyDetails;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.work.PersonalWork;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.core.JacksonException;

/** What the vault of a serving process tells. */
final class RemotePersonalWork implements PersonalWork {

  private final Http http;

  RemotePersonalWork(Http http) {
    this.http = http;
  }

  @Override
  public PartyDetails masked(PartyId party) {
    return read(http.request(address(party)).build());
  }

  @Override
  public PartyDetails opened(PartyId party, Signature by) {
    return read(
        http.request(address(party) + "/opened")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.written(WorkflowJson.wish(by))))
            .build());
  }

  private static String address(PartyId party) {
    return "/parties/" + RemoteWork.encoded(party.code()) + "/details";
  }

  private PartyDetails read(HttpRequest request) {
    try {
      return Json.read(http.json(request), PartyDetails.class);
    } catch (JacksonException e) {
      throw http.broken(request, e);
    }
  }
}
