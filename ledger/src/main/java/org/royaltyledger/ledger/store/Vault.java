package org.royaltyledger.ledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.personal.PersonalEvent;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.vault.VaultKey;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The vault: what tells of persons, each row sealed with a key that is not in the database. Beside
 * the log, never in it, and not rebuilt by a replay (docs/decisions/0025).
 */
public final class Vault {

  private static final int MOST_FINDINGS = 20;
  private static final String ROW = " where kind = ? and id = ? and hash = ?";

  private final JdbcTemplate jdbc;
  private final LogTransaction transaction;
  private final LogReader reader;
  private final StoreKey storeKey;
  private final ReadOnly readOnly;
  private final VaultKeys keys;
  private boolean forgot;
  private boolean saidMissing;
  private final List<String> told = new ArrayList<>();

  Vault(
      JdbcTemplate jdbc,
      LogTransaction transaction,
      LogReader reader,
      StoreKey storeKey,
      ReadOnly readOnly,
      VaultKeyPlace place) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.reader = reader;
    this.storeKey = storeKey;
    this.readOnly = readOnly;
    keys = new VaultKeys(jdbc, transaction, readOnly, place, this::opensSome);
  }

  /**
   * What was found.
   *
   * @param rows how many are sealed
   * @param wrong rows that are not what they should be
   * @param plain names of a program of before, which are not sealed yet
   * @param unopened why no row could be opened, null if each could
   */
  public record Findings(long rows, List<String> wrong, long plain, @Nullable String unopened) {}

  /**
   * Seals the names that programs of before kept in plain, if there is a key or a place for one.
   */
  void takeOver() {
    if (readOnly.isOn() || count("name") == 0 || keys.missing() != null) {
      return;
    }
    VaultKey key;
    try {
      key = keys.required();
    } catch (Refused e) { // the place takes none: all else goes on as before
      told.add("names of an earlier version stay in plain: " + e.getMessage());
      return;
    }
    transaction.run(
        () -> {
          jdbc.query(
              "select kind, id, hash, name from name",
              row -> {
                put(key, row.getString(1), row.getString(2), row.getString(3), row.getString(4));
              });
          return jdbc.update("delete from name");
        });
    forgot();
  }

  /**
   * The keyed hash of what is told of somebody, for the log.
   *
   * @throws Refused NO_VAULT_KEY
   */
  public String hash(PersonalKind kind, String id, String text) {
    return keys.required().hash(kind, id, text);
  }

  /** Why nothing can be kept in it, null if it can. */
  public @Nullable Refused missing() {
    return keys.missing();
  }

  /**
   * Keeps a text under the hash that an event holds, in the transaction of that event; of somebody
   * who is erased nothing is kept.
   *
   * @throws Refused NO_VAULT_KEY
   */
  public void put(PersonalKind kind, String id, String hash, String text) {
    if (!isErased(kind, id)) {
      put(keys.required(), kind.written(), id, hash, text);
    }
  }

  /** Whether there is a row under a hash. */
  public boolean has(PersonalKind kind, String id, String hash) {
    return !jdbc.queryForList(
            "select hash from vault" + ROW, String.class, kind.written(), id, hash)
        .isEmpty();
  }

  private void put(VaultKey key, String kind, String id, String hash, String text) {
    byte[] sealed = key.seal(kind, id, hash, text);
    if (jdbc.update("update vault set sealed = ?" + ROW, sealed, kind, id, hash) == 0) {
      jdbc.update(
          "insert into vault (kind, id, hash, sealed) values (?, ?, ?, ?)", kind, id, hash, sealed);
    }
  }

  private boolean isErased(PersonalKind kind, String id) {
    return !jdbc.queryForList(
            "select place from log where aggregate_identifier = ?",
            Long.class,
            PersonalEvent.erasure(kind.subject(), id))
        .isEmpty();
  }

  /** The text under a hash; empty if it is not there, not any more, or the key is not at hand. */
  public String text(PersonalKind kind, String id, String hash) {
    String written = kind.written();
    List<byte[]> sealed =
        jdbc.queryForList("select sealed from vault" + ROW, byte[].class, written, id, hash);
    if (sealed.isEmpty()) {
      return jdbc
          .queryForList("select name from name" + ROW, String.class, written, id, hash)
          .stream()
          .findFirst()
          .orElse("");
    }
    VaultKey key = keys.atHand();
    if (key == null) {
      sayMissing();
      return "";
    }
    String text = key.open(written, id, hash, sealed.getFirst());
    return text == null ? "" : text; // check names it
  }

  private synchronized void sayMissing() {
    Refused missing = keys.missing();
    if (!saidMissing && missing != null) {
      saidMissing = true;
      told.add("nothing that tells of persons is shown: " + missing.getMessage());
    }
  }

  /**
   * Whether a key is that of what is sealed, true if nothing is.
   *
   * @param key null is none
   */
  private boolean opensSome(@Nullable VaultKey key) {
    return jdbc
        .query(
            "select kind, id, hash, sealed from vault limit 1",
            (row, n) ->
                key != null
                    && key.open(
                            row.getString(1), row.getString(2), row.getString(3), row.getBytes(4))
                        != null)
        .stream()
        .allMatch(it -> it);
  }

  /**
   * Removes all that tells of somebody, in the caller's transaction.
   *
   * @return how many rows went
   */
  public int erase(PersonalKind subject, String id) {
    int gone = 0;
    for (PersonalKind kind : subject.erased()) {
      gone += jdbc.update("delete from vault where kind = ? and id = ?", kind.written(), id);
      gone += jdbc.update("delete from name where kind = ? and id = ?", kind.written(), id);
    }
    forgot(); // also what an erasure that was cut off left in the file
    return gone;
  }

  private synchronized void forgot() {
    forgot = true;
  }

  /** Whether something went that should not stay in the file either. */
  public synchronized boolean hasForgotten() {
    return forgot;
  }

  /** What has to be said since the last time somebody asked. */
  public synchronized List<String> told() {
    var all = new ArrayList<>(keys.told());
    all.addAll(told);
    told.clear();
    return all;
  }

  /** Opens every row and says which is not what it should be. */
  public Findings check() {
    var wrong = new ArrayList<String>();
    Set<String> erased =
        reader.facts(PersonalEvent.PersonalDataErased.class, reader.head()).stream()
            .map(PersonalEvent.PersonalDataErased::key)
            .collect(Collectors.toSet());
    VaultKey key = keys.atHand();
    long rows = count("vault");
    Refused missing = key == null && rows > 0 ? keys.missing() : null;
    jdbc.query(
        "select kind, id, hash, sealed from vault order by kind, id, hash",
        row -> {
          String objection =
              objection(
                  key,
                  erased,
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getBytes(4));
          if (objection != null && wrong.size() < MOST_FINDINGS) {
            wrong.add(
                "the row of %s '%s' %s".formatted(row.getString(1), row.getString(2), objection));
          }
        });
    return new Findings(
        rows, wrong, count("name"), missing == null ? null : String.valueOf(missing.getMessage()));
  }

  private @Nullable String objection(
      @Nullable VaultKey key,
      Set<String> erased,
      String kind,
      String id,
      String hash,
      byte[] sealed) {
    PersonalKind known =
        List.of(PersonalKind.values()).stream()
            .filter(it -> it.written().equals(kind))
            .findFirst()
            .orElse(null);
    if (known == null) {
      return "is of no kind that there is";
    }
    if (erased.contains(PersonalEvent.erasure(known.subject(), id))) {
      return "tells of somebody who was erased";
    }
    if (key == null) {
      return null;
    }
    String text = key.open(kind, id, hash, sealed);
    if (text == null) {
      return "does not open: it was changed, or belongs elsewhere";
    }
    return hash.equals(key.hash(known, id, text)) || hash.equals(storeKey.hashOfName(kind, text))
        ? null
        : "is not what its hash says";
  }

  private long count(String table) {
    Long rows = jdbc.queryForObject("select count(*) from " + table, Long.class);
    return rows == null ? 0 : rows;
  }
}
