package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.ledger.fact.RecordFact;
import org.royaltyledger.ledger.personal.PersonalEvent;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.vault.VaultKey;

/** The table of the vault: sealed rows, the one key that opens them, and names of before. */
@ParameterizedClass(name = "{0}")
@EnumSource
class VaultTest {

  private final SomeDatabase database;
  @TempDir private Path folder;

  VaultTest(SomeDatabase database) {
    this.database = database;
  }

  private Path keyFile() {
    return folder.resolve("vault-key");
  }

  private SomeStore open(HikariDataSource data) {
    return new SomeStore(data, Map.of(StoreConfiguration.VAULT_KEY, keyFile().toString()));
  }

  private SomeStore again(HikariDataSource data) {
    return open(database.at(data.getJdbcUrl()));
  }

  private static String keep(SomeStore store, PersonalKind kind, String id, String text) {
    Vault vault = store.get(Vault.class);
    String hash = vault.hash(kind, id, text);
    store
        .get(LogTransaction.class)
        .run(
            () -> {
              vault.put(kind, id, hash, text);
              return true;
            });
    return hash;
  }

  private static List<String> wrong(SomeStore store) {
    return store.get(Vault.class).check().wrong();
  }

  @Test
  void what_is_kept_is_sealed_with_a_key_that_its_owner_alone_may_read() throws IOException {
    try (var store = open(database.fresh(folder))) {
      assertThat(keyFile()).doesNotExist();
      String hash = keep(store, PersonalKind.PARTY, "mia", "Mia Öberg");
      Vault vault = store.get(Vault.class);
      assertThat(vault.told()).singleElement().asString().contains("a vault key was made in");
      assertThat(vault.told()).isEmpty();
      assertThat(vault.text(PersonalKind.PARTY, "mia", hash)).isEqualTo("Mia Öberg");
      assertThat(vault.text(PersonalKind.PARTY, "ben", hash)).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
          .isEqualTo("rw-------");
      assertThat(store.jdbc().queryForList("select fingerprint from vault_key", String.class))
          .containsExactly(VaultKey.parse(Files.readString(keyFile())).id());
      keep(store, PersonalKind.PARTY, "mia", "Mia Öberg");
      assertThat(vault.check()).isEqualTo(new Vault.Findings(1, List.of(), 0, null));
    }
  }

  @Test
  void row_that_was_changed_moved_or_is_of_no_kind_is_named() {
    try (var store = open(database.fresh(folder))) {
      keep(store, PersonalKind.BANK, "mia", "holder=Mia");
      keep(store, PersonalKind.PARTY, "ann", "Ann");
      String hash = keep(store, PersonalKind.PARTY, "ben", "Ben");
      store.jdbc().update("update vault set id = 'other' where id = 'mia'");
      store.jdbc().update("update vault set kind = 'pet' where id = 'ann'");
      String forged = "f".repeat(64);
      byte[] sealed = key().seal("party", "ben", forged, "Ben");
      store.jdbc().update("update vault set hash = ?, sealed = ? where id = 'ben'", forged, sealed);
      assertThat(wrong(store))
          .containsExactly(
              "the row of bank 'other' does not open: it was changed, or belongs elsewhere",
              "the row of party 'ben' is not what its hash says",
              "the row of pet 'ann' is of no kind that there is");
      assertThat(store.get(Vault.class).text(PersonalKind.PARTY, "ben", hash)).isEmpty();
    }
  }

  private VaultKey key() {
    try {
      return VaultKey.parse(Files.readString(keyFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void lost_or_wrong_key_is_missed_and_never_replaced() throws IOException {
    HikariDataSource data = database.fresh(folder);
    String hash;
    try (var store = open(data)) {
      hash = keep(store, PersonalKind.PARTY, "mia", "Mia");
    }
    Path kept = Files.move(keyFile(), folder.resolve("kept"));
    try (var store = again(data)) {
      Vault vault = store.get(Vault.class);
      assertThat(vault.text(PersonalKind.PARTY, "mia", hash)).isEmpty();
      assertThat(vault.text(PersonalKind.PARTY, "mia", hash)).isEmpty();
      assertThat(vault.told())
          .singleElement()
          .asString()
          .contains("nothing that tells of persons is shown: the vault key is not in");
      refusesToHash(vault, "the vault key is not in " + keyFile());
      assertThat(keyFile()).doesNotExist();
      assertThat(vault.check().unopened()).contains("the vault key is not in");
      assertThat(vault.check().wrong()).isEmpty();
    }
    Files.writeString(keyFile(), VaultKey.generated().written());
    try (var store = again(data)) {
      refusesToHash(store.get(Vault.class), "the vault key in " + keyFile() + " is '");
    }
    Files.writeString(keyFile(), "secret");
    try (var store = again(data)) {
      Vault vault = store.get(Vault.class);
      refusesToHash(vault, "the vault key in " + keyFile() + " is none (it has not two lines)");
      assertThat(vault.text(PersonalKind.PARTY, "mia", hash)).isEmpty();
    }
    Files.copy(kept, keyFile(), StandardCopyOption.REPLACE_EXISTING);
    try (var store = again(data)) {
      assertThat(store.get(Vault.class).text(PersonalKind.PARTY, "mia", hash)).isEqualTo("Mia");
    }
  }

  private static void refusesToHash(Vault vault, String why) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> vault.hash(PersonalKind.PARTY, "ben", "Ben"))
        .withMessageStartingWith(why)
        .matches(it -> it.code() == Refused.Code.NO_VAULT_KEY);
  }

  @Test
  void names_of_before_are_sealed_at_the_first_opening_with_a_place_for_a_key() throws IOException {
    HikariDataSource data = database.fresh(folder);
    String hash;
    try (var store = new SomeStore(data)) {
      hash = store.get(StoreKey.class).hashOfName("party", "Mia");
      store
          .jdbc()
          .update(
              "insert into name (kind, id, hash, name) values ('party', 'mia', ?, 'Mia')", hash);
    }
    try (var store = new SomeStore(database.at(data.getJdbcUrl()))) { // no key is named
      Vault vault = store.get(Vault.class);
      assertThat(vault.text(PersonalKind.PARTY, "mia", hash)).isEqualTo("Mia");
      assertThat(vault.check()).isEqualTo(new Vault.Findings(0, List.of(), 1, null));
      refusesToHash(vault, "no vault key is named");
    }
    String nowhere = folder.resolve("no-folder").resolve("vault-key").toString();
    try (var store =
        new SomeStore(
            database.at(data.getJdbcUrl()), Map.of(StoreConfiguration.VAULT_KEY, nowhere))) {
      assertThat(store.get(Vault.class).told())
          .singleElement()
          .asString()
          .contains("stay in plain", "cannot be written");
      assertThat(store.get(Vault.class).text(PersonalKind.PARTY, "mia", hash)).isEqualTo("Mia");
    }
    try (var store = again(data)) {
      Vault vault = store.get(Vault.class);
      assertThat(vault.told()).singleElement().asString().contains("a vault key was made in");
      assertThat(vault.text(PersonalKind.PARTY, "mia", hash)).isEqualTo("Mia");
      assertThat(vault.check()).isEqualTo(new Vault.Findings(1, List.of(), 0, null));
      assertThat(store.jdbc().queryForList("select name from name", String.class)).isEmpty();
      assertThat(vault.hasForgotten()).isTrue();
    }
  }

  @Test
  void who_was_erased_is_not_kept_again() {
    try (var store = open(database.fresh(folder))) {
      keep(store, PersonalKind.PARTY, "mia", "Mia");
      keep(store, PersonalKind.BANK, "mia", "holder=Mia");
      keep(store, PersonalKind.ARTIST, "mia", "Another");
      keep(store, PersonalKind.PARTY, "ben", "Ben");
      Vault vault = store.get(Vault.class);
      int gone =
          store
              .get(Deciding.class)
              .run(
                  _ -> {
                    store
                        .get(Commands.class)
                        .send(new RecordFact(new PersonalEvent.PersonalDataErased("party", "mia")));
                    return vault.erase(PersonalKind.PARTY, "mia");
                  });
      assertThat(gone).isEqualTo(2);
      keep(store, PersonalKind.PARTY, "mia", "Mia");
      assertThat(
              store
                  .jdbc()
                  .queryForList("select kind || ' ' || id from vault order by 1", String.class))
          .containsExactly("artist mia", "party ben");
      assertThat(wrong(store)).isEmpty();
      store.jdbc().update("update vault set id = 'mia' where id = 'ben'");
      assertThat(wrong(store))
          .containsExactly("the row of party 'mia' tells of somebody who was erased");
    }
  }
}
