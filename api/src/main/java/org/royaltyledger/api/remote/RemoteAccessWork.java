package org.royaltyledger.api.remote;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Json;
import org.royaltyledger.api.documents.WorkflowJson;
import org.royaltyledger.api.work.AccessWork;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Signature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Access at a serving process, whose documents are handed on as they come. */
final class RemoteAccessWork implements AccessWork {

  private final Http http;

  RemoteAccessWork(Http http) {
    this.http = http;
  }

  @Override
  public JsonNode all() {
    return http.json(http.request("/access").build());
  }

  @Override
  public JsonNode user(
      String name, Collection<Role> roles, Collection<PartyId> parties, Signature by) {
    return post("/access/users", granted(name, roles, parties, by));
  }

  @Override
  public JsonNode password(String name, Signature by) {
    return post(
        "/access/users/%s/password".formatted(RemoteWork.encoded(name)), WorkflowJson.wish(by));
  }

  @Override
  public JsonNode token(
      String name,
      Collection<Role> roles,
      Collection<PartyId> parties,
      @Nullable Instant until,
      Signature by) {
    ObjectNode wish = granted(name, roles, parties, by);
    if (until != null) {
      wish.put("until", until.toString());
    }
    return post("/access/tokens", wish);
  }

  @Override
  public JsonNode withdraw(String name, Signature by) {
    return post("/access/%s/withdrawal".formatted(RemoteWork.encoded(name)), WorkflowJson.wish(by));
  }

  private static ObjectNode granted(
      String name, Collection<Role> roles, Collection<PartyId> parties, Signature by) {
    ObjectNode wish = WorkflowJson.wish(by).put("name", name);
    ArrayNode each = wish.putArray("roles");
    roles.forEach(it -> each.add(it.written()));
    ArrayNode of = wish.putArray("parties");
    parties.forEach(it -> of.add(it.code()));
    return wish;
  }

  private JsonNode post(String path, ObjectNode wish) {
    return http.json(
        http.request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.written(wish)))
            .build());
  }
}
