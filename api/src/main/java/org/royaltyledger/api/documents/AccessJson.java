package org.royaltyledger.api.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Grant;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may do what, as JSON. */
public final class AccessJson {

  private AccessJson() {}

  /** What is granted to each. */
  public static ArrayNode all(Collection<Grant> grants) {
    ArrayNode all = Json.array();
    grants.forEach(it -> all.add(grant(it)));
    return all;
  }

  /** What is granted to one. */
  public static ObjectNode grant(Grant grant) {
    ObjectNode document =
        Json.object().put("name", grant.name()).put("kind", grant.kind().written());
    ArrayNode roles = document.putArray("roles");
    grant.roles().forEach(it -> roles.add(it.written()));
    ArrayNode parties = document.putArray("parties");
    grant.parties().forEach(it -> parties.add(it.code()));
    if (grant.until() != null) {
      document.put("until", grant.until().toString());
    }
    return document;
  }

  /** Who is asking. */
  public static ObjectNode caller(Caller caller) {
    ObjectNode document = Json.object().put("name", caller.name());
    ArrayNode roles = document.putArray("roles");
    for (Role it : Role.values()) {
      if (caller.is(it)) {
        roles.add(it.written());
      }
    }
    return document.put("money", caller.sight().isAll() ? "all" : "own");
  }

  /**
   * @throws Refused BAD_INPUT if one is no role
   */
  public static Set<Role> roles(Collection<String> texts) {
    try {
      return Set.copyOf(texts.stream().map(Role::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @throws Refused BAD_INPUT if one is no party's id
   */
  public static List<PartyId> parties(Collection<String> texts) {
    return texts.stream().map(Words::party).toList();
  }

  /**
   * @param text null if it does not end
   * @throws Refused BAD_INPUT if it is no instant
   */
  public static @Nullable Instant until(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "until '%s' is no instant: write it like 2027-01-31T00:00:00Z"
              .formatted(org.royaltyledger.ledger.value.Codes.shown(text)));
    }
  }

  /** The texts of a list in a document. */
  public static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(it -> texts.add(it.stringValue()));
    return texts;
  }
}
