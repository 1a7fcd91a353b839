package org.royaltyledger.ledger.store;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of names: beside the log, never in it, and not rebuilt by a replay. */
public final class Names {

  private final JdbcTemplate jdbc;

  public Names(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a name under the hash that the event holds. */
  public void put(String kind, String id, String hash, String name) {
    int known =
        jdbc.update(
            "update name set name = ? where kind = ? and id = ? and hash = ?",
            name,
            kind,
            id,
            hash);
    if (known == 0) {
      jdbc.update(
          "insert into name (kind, id, hash, name) values (?, ?, ?, ?)", kind, id, hash, name);
    }
  }

  /** The name under a hash; empty if it is not there, or not any more. */
  public String of(String kind, String id, String hash) {
    return jdbc
        .queryForList(
            "select name from name where kind = ? and id = ? and hash = ?",
            String.class,
            kind,
            id,
            hash)
        .stream()
        .findFirst()
        .orElse("");
  }

  /** Names by id and hash, {@code id + "\n" + hash}. */
  public Map<String, String> all(String kind) {
    var names = new HashMap<String, String>();
    jdbc.query(
        "select id, hash, name from name where kind = ?",
        row -> {
          names.put(row.getString(1) + "\n" + row.getString(2), row.getString(3));
        },
        kind);
    return names;
  }
}
