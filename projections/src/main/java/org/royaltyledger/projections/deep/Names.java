package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What tells of persons, which stands beside the log: each row is under a keyed hash that an event
 * has, and none is of somebody who was erased. What is sealed is not opened.
 */
final class Names {

  static final String LINE = "deep-names";

  private final Set<String> hashes = new HashSet<>();
  private final Set<String> erased = new HashSet<>();

  void add(StoredEvent event, JsonNode fields) {
    switch (event.name()) {
      case "party-recorded" -> hash("party", fields, "partyId", "nameHash");
      case "asset-recorded" -> hash("artist", fields, "assetId", "artistHash");
      case "bank-details-recorded" -> hash("bank", fields, "partyId", "detailsHash");
      case "tax-details-recorded" -> hash("tax", fields, "partyId", "detailsHash");
      case "personal-data-erased" ->
          erased.add(Fields.text(fields, "subject") + "\n" + Fields.text(fields, "id"));
      default -> {}
    }
  }

  private void hash(String kind, JsonNode fields, String id, String hash) {
    String held = Fields.optional(fields, hash);
    if (held != null) {
      hashes.add(String.join("\n", kind, Fields.text(fields, id), held));
    }
  }

  void end(Store store, byte[] storeKey, Findings findings) throws SQLException {
    long[] rows = new long[1];
    store.each(
        "select kind, id, hash, name from name order by kind, id, hash",
        row -> {
          rows[0]++;
          String kind = row.getString(1);
          String hashed = kind + "\n" + row.getString(4);
          boolean same =
              Sha.hex(Sha.mac(storeKey, hashed.getBytes(UTF_8))).equals(row.getString(3));
          wrong(
              findings,
              kind,
              row.getString(2),
              same
                  ? objection(kind, row.getString(2), row.getString(3))
                  : "is not the one that was written down");
        });
    store.each(
        "select kind, id, hash from vault order by kind, id, hash",
        row -> {
          rows[0]++;
          String kind = row.getString(1);
          String id = row.getString(2);
          wrong(findings, kind, id, objection(kind, id, row.getString(3)));
        });
    findings.line(LINE, "%d rows, each under a hash that the log has".formatted(rows[0]));
  }

  private @Nullable String objection(String kind, String id, String hash) {
    String subject = kind.equals("artist") ? kind : "party";
    if (erased.contains(subject + "\n" + id)) {
      return "is there, and was erased";
    }
    return hashes.contains(String.join("\n", kind, id, hash))
        ? null
        : "stands under a hash that no event has";
  }

  private static void wrong(Findings findings, String kind, String id, @Nullable String what) {
    if (what != null) {
      findings.add(LINE, Wrong.ofNothing("what is kept of %s '%s' %s".formatted(kind, id, what)));
    }
  }
}
