package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;

/** Names of persons, which stand beside the log: each is the one whose keyed hash an event has. */
final class Names {

  static final String LINE = "deep-names";

  private Names() {}

  static void check(Store store, byte[] storeKey, Findings findings) throws SQLException {
    long[] names = new long[1];
    store.each(
        "select kind, id, hash, name from name order by kind, id, hash",
        row -> {
          names[0]++;
          String hashed = row.getString(1) + "\n" + row.getString(4);
          if (!Sha.hex(Sha.mac(storeKey, hashed.getBytes(UTF_8))).equals(row.getString(3))) {
            findings.add(
                LINE,
                Wrong.ofNothing(
                    "the name of %s '%s' is not the one that was written down"
                        .formatted(row.getString(1), row.getString(2))));
          }
        });
    findings.line(LINE, "%d names, each the one whose hash the log has".formatted(names[0]));
  }
}
