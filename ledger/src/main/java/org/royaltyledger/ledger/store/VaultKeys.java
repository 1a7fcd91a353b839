package org.royaltyledger.ledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.vault.VaultKey;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which key opens the vault of this store. The database remembers what tells it from others, so
 * that one that is lost is missed and never replaced in silence.
 */
final class VaultKeys {

  private final JdbcTemplate jdbc;
  private final LogTransaction transaction;
  private final ReadOnly readOnly;
  private final VaultKeyPlace place;
  private final Predicate<@Nullable VaultKey> opens;
  private final List<String> told = new ArrayList<>();
  private @Nullable VaultKey own;

  /**
   * @param opens whether a key is that of what is sealed already, true if nothing is
   */
  VaultKeys(
      JdbcTemplate jdbc,
      LogTransaction transaction,
      ReadOnly readOnly,
      VaultKeyPlace place,
      Predicate<@Nullable VaultKey> opens) {
    this.opens = opens;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.readOnly = readOnly;
    this.place = place;
  }

  /** The key, null if it is not at hand; none is made. */
  synchronized @Nullable VaultKey atHand() {
    if (own == null) {
      try {
        VaultKey found = place.read();
        if (found != null && found.id().equals(known())) {
          own = found;
        }
      } catch (Refused _) {
        return null; // who needs it is told why
      }
    }
    return own;
  }

  /**
   * Why nothing can be sealed, null if it can: with the key of the store, or with the first that it
   * gets.
   */
  synchronized @Nullable Refused missing() {
    if (own != null) {
      return null;
    }
    try {
      VaultKey found = place.read();
      String known = known();
      if (known == null) {
        // Rows without a word of their key are of a store that somebody changed.
        return !opens.test(found)
            ? other(found, null)
            : found != null || place.takesNew() ? null : nowhere();
      }
      return found != null && found.id().equals(known) ? null : other(found, known);
    } catch (Refused e) {
      return e;
    }
  }

  /**
   * The key; a store that had none gets one.
   *
   * @throws Refused NO_VAULT_KEY, READ_ONLY
   */
  synchronized VaultKey required() {
    Refused missing = missing();
    if (missing != null) {
      throw missing;
    }
    VaultKey key = own == null ? place.read() : own;
    if (key == null) {
      readOnly.refuse();
      key = VaultKey.generated();
      place.write(key);
      if (place.isFile()) {
        told.add(
            "a vault key was made in %s: keep a copy of it where nobody else comes; without it nobody reads the names, bank and tax details of this store again"
                .formatted(place.where()));
      }
    }
    if (known() == null) {
      String id = key.id();
      transaction.run(
          () -> jdbc.update("insert into vault_key (id, fingerprint) values (1, ?)", id));
    }
    own = key;
    return key;
  }

  /** What has to be said of the key since the last time somebody asked. */
  synchronized List<String> told() {
    List<String> all = List.copyOf(told);
    told.clear();
    return all;
  }

  private @Nullable String known() {
    return jdbc
        .queryForList("select fingerprint from vault_key where id = 1", String.class)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static Refused nowhere() {
    return new Refused(
        Refused.Code.NO_VAULT_KEY,
        "no vault key is named, and names, bank and tax details are kept under one only: name its"
            + " file with --royalty-ledger.vault-key=FILE, which is made at first, or hand the key"
            + " in with the environment's ROYALTY_LEDGER_VAULT_KEY");
  }

  private Refused other(@Nullable VaultKey found, @Nullable String known) {
    return new Refused(
        Refused.Code.NO_VAULT_KEY,
        "%s, and names, bank and tax details of this store are under %s: bring that key back, or go on with a backup that was made --without-names"
            .formatted(
                place.isNowhere()
                    ? "no vault key is named"
                    : found == null
                        ? "the vault key is not in " + place.where()
                        : "the vault key in %s is '%s'".formatted(place.where(), found.id()),
                known == null ? "a key that it does not name" : "the key '%s'".formatted(known)));
  }
}
