package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Every event that a log may hold, and the stream in which its fields say that it stands. */
final class KnownEvents {

  static final String USAGES = "usage-block-recorded";
  static final String CONFLICTS = "usage-conflicts-found";
  static final String RESULT = "run-block-recorded";
  static final String SETTLEMENT = "settlement-recorded";

  /** Where an event stands. */
  private interface Stream {
    String of(JsonNode fields, byte[] payload, byte[] storeKey);
  }

  /**
   * @param newest revision; there is each from 1
   * @param streamType as it is stored
   * @param stream null if the bytes say it, which are no JSON
   */
  private record Known(int newest, String streamType, @Nullable Stream stream) {}

  private static final Map<String, Known> ALL = all();

  private KnownEvents() {}

  /** The newest revision of each, by name. */
  static SortedMap<String, String> revisions() {
    var revisions = new TreeMap<String, String>();
    ALL.forEach((name, it) -> revisions.put(name, String.valueOf(it.newest)));
    return revisions;
  }

  private static Map<String, Known> all() {
    var all = new LinkedHashMap<String, Known>();
    fact(all, "party-recorded", 1, "party", "partyId");
    fact(all, "membership-recorded", 1, "membership", "partyId", "memberOf", "from");
    fact(all, "offering-recorded", 3, "offering", "offering");
    fact(all, "asset-recorded", 1, "asset", "assetId");
    fact(all, "splits-recorded", 1, "splits", "assetId", "territory");
    fact(all, "claim-recorded", 1, "claim", "claim");
    fact(all, "policy-recorded", 1, "policy", "offering", "rule", "subject", "from");
    fact(all, "licence-recorded", 2, "licence", "licenceId");
    fact(all, "consent-recorded", 1, "consent", "partyId", "assetId", "scope", "from");
    fact(all, "revenue-recorded", 1, "revenue", "period", "offering", "territory");
    fact(all, "rate-recorded", 1, "rate", "date", "from", "to");
    fact(all, "contract-recorded", 1, "contract", "contractId");
    fact(all, "advance-recorded", 1, "advance", "advance");
    fact(all, "payee-recorded", 1, "payee", "partyId", "from");
    fact(all, "minimum-recorded", 1, "minimum", "partyId", "currency", "from");
    fact(all, "tax-recorded", 1, "tax", "country", "from");
    fact(all, "bank-details-recorded", 1, "bank", "partyId");
    fact(all, "tax-details-recorded", 1, "taxdetails", "partyId");
    fact(all, "personal-data-erased", 1, "erasure", "subject", "id");
    fact(all, "output-recorded", 1, "output", "output");
    fact(all, "exclusion-recorded", 1, "exclusion", "exclusion");
    all.put(USAGES, new Known(1, "Usages", null));
    all.put(
        CONFLICTS,
        new Known(1, "Usages", (_, payload, key) -> "conflicts/" + Sha.hex(Sha.mac(key, payload))));
    all.put(RESULT, new Known(4, "Run", null));
    all.put(SETTLEMENT, new Known(1, "Run", (it, _, _) -> "run/" + Fields.text(it, "runId")));
    for (String name : new String[] {"run-voided", "month-drafted", "month-approved"}) {
      all.put(name, new Known(1, "Calendar", (_, _, _) -> "calendar"));
    }
    all.put("cut-off-taken", new Known(2, "Calendar", (_, _, _) -> "calendar"));
    all.put("period-closed", new Known(5, "Calendar", (_, _, _) -> "calendar"));
    for (String name : new String[] {"settings-changed", "signing-key-changed", "exported"}) {
      all.put(name, new Known(1, "Settings", (_, _, _) -> "settings"));
    }
    for (String name : new String[] {"access-granted", "access-withdrawn", "credential-issued"}) {
      all.put(name, new Known(1, "Access", (_, _, _) -> "access"));
    }
    for (String name : new String[] {"webhook-registered", "webhook-removed"}) {
      all.put(name, new Known(1, "Webhooks", (_, _, _) -> "webhooks"));
    }
    for (String name :
        new String[] {
          "collected", "approved", "sent", "cancelled", "settled", "failed", "returned"
        }) {
      all.put(
          "payout-" + name,
          new Known(1, "Payout", (it, _, _) -> "payout/" + Fields.number(it, "run")));
    }
    return all;
  }

  private static void fact(
      Map<String, Known> all, String name, int newest, String kind, String... keys) {
    all.put(
        name,
        new Known(
            newest,
            "Facts",
            (it, _, _) ->
                Arrays.stream(keys)
                    .map(key -> Fields.text(it, key).replace("%", "%25").replace("/", "%2F"))
                    .collect(Collectors.joining("/", kind + "/", ""))));
  }

  /**
   * @return what is wrong with how it is stored, null if nothing
   */
  static @Nullable String objection(StoredEvent event) {
    Known known = ALL.get(event.name());
    if (known == null) {
      return "no event of that name is known";
    }
    String revision = String.valueOf(event.revision());
    if (!revision.matches("[1-9]") || Integer.parseInt(revision) > known.newest) {
      return "revision %s of it is not known".formatted(revision);
    }
    if (!known.streamType.equals(event.streamType())) {
      return "it stands in a stream of type '%s', not '%s'"
          .formatted(event.streamType(), known.streamType);
    }
    return null;
  }

  /**
   * As {@link #objection(StoredEvent)}, of an event that is JSON.
   *
   * @param storeKey that names what is named by its content
   */
  static @Nullable String objection(StoredEvent event, JsonNode fields, byte[] storeKey) {
    Known known = ALL.get(event.name());
    if (known == null || known.stream == null) {
      return null;
    }
    String stream = known.stream.of(fields, event.payload(), storeKey);
    if (!stream.equals(event.stream())) {
      return "it stands in stream '%s', what it says belongs to '%s'"
          .formatted(event.stream(), stream);
    }
    return switch (event.name()) {
      case CONFLICTS -> objectionToIdentifier(event, stream);
      case SETTLEMENT -> objectionToIdentifier(event, stream + event.sequence());
      default -> null;
    };
  }

  /** The identifier of what is named by its content follows from the name. */
  static @Nullable String objectionToIdentifier(StoredEvent event, String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString().equals(event.identifier())
        ? null
        : "its identifier '%s' is not that of '%s'".formatted(event.identifier(), name);
  }
}
