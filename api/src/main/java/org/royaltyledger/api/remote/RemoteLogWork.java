package org.royaltyledger.api.remote;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.work.LogWork;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The log of a serving process, whose documents are handed on as they come. */
final class RemoteLogWork implements LogWork {

  private final Http http;

  RemoteLogWork(Http http) {
    this.http = http;
  }

  @Override
  public JsonNode signed() {
    return http.json(http.request("/log").build());
  }

  @Override
  public JsonNode sign() {
    return post("/log/checkpoints", JsonNodeFactory.instance.objectNode());
  }

  @Override
  public JsonNode rotate(Signature by) {
    return post("/log/keys", WorkflowJson.wish(by));
  }

  @Override
  public JsonNode entries(long after, int limit) {
    return http.json(
        http.request("/log/entries?after=%d&limit=%d".formatted(after, limit)).build());
  }

  @Override
  public JsonNode event(long place, @Nullable Long size) {
    return http.json(
        http.request("/log/events/%d%s".formatted(place, size == null ? "" : "?size=" + size))
            .build());
  }

  @Override
  public JsonNode usage(String usageId, @Nullable Integer contribution, @Nullable Long size) {
    String id = URLEncoder.encode(usageId, StandardCharsets.UTF_8).replace("+", "%20");
    String query =
        (contribution == null ? "" : "&contribution=" + contribution)
            + (size == null ? "" : "&size=" + size);
    return http.json(
        http.request("/log/usages/" + id + (query.isEmpty() ? "" : "?" + query.substring(1)))
            .build());
  }

  @Override
  public JsonNode statement(Period month, PartyId party, @Nullable String currency) {
    return http.json(
        http.request(
                "/log/statements/%s/%s%s"
                    .formatted(
                        month,
                        URLEncoder.encode(party.code(), StandardCharsets.UTF_8).replace("+", "%20"),
                        currency == null
                            ? ""
                            : "?currency=" + URLEncoder.encode(currency, StandardCharsets.UTF_8)))
            .build());
  }

  @Override
  public JsonNode consistency(long from, long to) {
    return http.json(http.request("/log/consistency?from=%d&to=%d".formatted(from, to)).build());
  }

  private JsonNode post(String path, ObjectNode wish) {
    return http.json(
        http.request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.written(wish)))
            .build());
  }
}
