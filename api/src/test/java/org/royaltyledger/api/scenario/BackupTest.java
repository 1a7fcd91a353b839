package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.NOVEMBER;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Postgres;
import org.royaltyledger.ledger.settings.SettingsEvent;
import org.royaltyledger.ledger.store.LogReader;
import org.springframework.jdbc.core.JdbcTemplate;

/** A backup becomes the same ledger elsewhere, which then goes on. */
class BackupTest extends RunsTheProgram {

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();

  /** Facts, usage, a claim, an exclusion, a conflict, a draft, a payout run, a late fact. */
  @BeforeEach
  void ledgerWithALittleOfEverything() {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.label("label");
    ledger.asset("C1", "label", "cleo");
    ledger.licence("L-label", "label");
    ledger.party("dan");
    ledger.membership("dan", "label");
    ledger.claim("c-1", "dan", "C1", "60", "OPEN");
    ledger.rate("2026-10-31", "EUR", "SEK", "11.20");
    ledger.revenue("150.00");
    ledger.output("o-1").of("A1", "0.5").of("B1", "0.5");
    ledger.play("u1", "A1", 2);
    ledger.play("u2", "B1", 1);
    ledger.play("u3", "C1", 3);
    ledger.imported();
    ledger.play("u3", "C1", 4); // a conflict
    ledger.importAll();
    done("draft", OCTOBER, "--as", "finance-1");
    done("approve", OCTOBER, "--as", "finance-2");
    assertThat(ledger.close(OCTOBER)).isZero();
    done("payouts", "collect", "--as", "finance-1", "--why", "October");
    done("payouts", "approve", "payout-1", "--as", "finance-2");
    ledger.exclude("x-1").of("listener", "nobody");
    ledger.split("A1", "dan", "100");
    ledger.revenue(NOVEMBER, "SE", "EUR", "10.00");
    ledger.settle(NOVEMBER);
    tell();
  }

  private void done(String... command) {
    ledger.run(command);
    assertThat(ledger.exit()).as(ledger.err()).isZero();
  }

  private static final String[][] QUESTIONS = {
    {"statements", OCTOBER, "--format", "json"},
    {"statements", OCTOBER, "--format", "digest"},
    {"statements", NOVEMBER, "--format", "digest"},
    {"accounts", "--json"},
    {"journal", NOVEMBER, "--format", "json"},
    {"payouts", "--json"},
    {"exclusions", "--json"},
    {"explain", OCTOBER, "--party", "ben", "--line", "1", "--json"}
  };

  private void tell() {
    told.clear();
    for (String[] question : QUESTIONS) {
      done(question);
      told.add(ledger.out());
    }
  }

  private Path backup(String... options) {
    Path file = folder.resolve("backup-" + told.size() + options.length);
    var words = new ArrayList<>(List.of("backup", file.toString()));
    words.addAll(List.of(options));
    done(words.toArray(String[]::new));
    return file;
  }

  private static void requireSame(OtherStore store, List<String> expected) {
    var printed = new ArrayList<String>();
    for (String[] question : QUESTIONS) {
      printed.add(store.run(question).done().out());
    }
    assertThat(printed).isEqualTo(expected);
    store.run("check").done(); // which replays the log, too
  }

  private Path signingKey() {
    return ledger.store().resolve("signing-key");
  }

  private Path vaultKey() {
    return ledger.store().resolve("vault-key");
  }

  @Test
  void backup_becomes_the_same_store_elsewhere_and_goes_on_from_there() throws IOException {
    Path file = backup("--json");
    assertThat(ledger.answer().path("names").booleanValue()).isTrue();
    assertThat(ledger.answer().path("bytes").longValue()).isEqualTo(Files.size(file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ledger.err()).contains("the key that signs checkpoints is not in this backup");
    long events = ledger.answer().path("events").longValue();
    done("checkpoint", "list", "--json");
    String signed = ledger.answer().path("checkpoints").toString();

    try (var stores = new KeptStores()) {
      var other = new OtherStore(folder.resolve("other"), List.of(), stores);
      Files.createDirectories(other.folder());
      Files.copy(signingKey(), other.folder().resolve("signing-key"));
      Files.copy(vaultKey(), other.folder().resolve("vault-key"));
      OtherStore.Ran restored = other.run("restore", file.toString()).done();
      assertThat(restored.err()).isEmpty();
      requireSame(other, told);

      Path parties =
          Files.writeString(
              folder.resolve("parties.csv"),
              "partyId,name,kind,country,currency,isni,ipi,dpid\nzoe,Zoe,ARTIST,SE,EUR,,,\n");
      other.run("import", parties.toString()).done();
      try (OpenStore open = stores.open(other.folder(), List.of(), false)) {
        assertThat(open.get(LogReader.class).at(events + 1).name()).isEqualTo("party-recorded");
        assertThat(open.get(LogReader.class).head()).isEqualTo(events + 1);
      }
      other.run("checkpoint").done();
      assertThat(other.run("checkpoint", "list", "--json").out())
          .as("what was signed there is signed here")
          .contains(signed.substring(1, signed.length() - 1));
      other.run("proof", "consistency", Long.toString(events), Long.toString(events + 1)).done();
      Path again = folder.resolve("usages-again.ndjson");
      Files.copy(ledger.path("usages-01.ndjson"), again);
      assertThat(other.run("import", "--json", again.toString()).done().out())
          .contains("\"accepted\":0,\"repeated\":3");
    }
  }

  /** On a server, too, what a replay has built takes the place of what is wrong. */
  private static void rebuilt(OpenStore store, OtherStore server) {
    store.get(JdbcTemplate.class).update("delete from statement_line");
    assertThat(server.run("replay", "--swap").exit()).as("a difference was found").isEqualTo(3);
  }

  @Test
  @ResourceLock("postgres")
  void store_moves_to_a_server_and_back_by_backups() throws IOException {
    Path file = backup();
    String key = "--royalty-ledger.signing-key=" + signingKey();
    String vault = "--royalty-ledger.vault-key=" + vaultKey();
    Path back = folder.resolve("back");
    String database = Postgres.emptyDatabase();
    try (var stores = new KeptStores()) {
      var server = new OtherStore(folder.resolve("server"), List.of(database, key, vault), stores);
      server.run("restore", file.toString()).done();
      requireSame(server, told);
      rebuilt(stores.open(server.folder(), List.of(database, key, vault), false), server);
      assertThat(server.run(QUESTIONS[0]).done().out()).isEqualTo(told.getFirst());
      server.run("backup", back.toString(), "--as", "ops", "--why", "moved").done();
      assertThat(server.folder()).doesNotExist();
    }
    OtherStore.in(folder.resolve("refused"), database)
        .run("restore", file.toString())
        .refused("has a table");
    try (var stores = new KeptStores()) {
      var other = new OtherStore(folder.resolve("embedded"), List.of(key), stores);
      other.run("restore", back.toString()).done();
      requireSame(other, told);
      try (OpenStore open = stores.open(other.folder(), List.of(key), false)) {
        LogReader log = open.get(LogReader.class);
        assertThat(log.at(log.head()).event())
            .isEqualTo(new SettingsEvent.Exported("backup", null, null, true, "ops", "moved"));
      }
    }
  }
}
