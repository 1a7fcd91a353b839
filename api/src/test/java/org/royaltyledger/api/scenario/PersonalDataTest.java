package org.royaltyledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.royaltyledger.api.scenario.Scenario.OCTOBER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Postgres;
import org.royaltyledger.ledger.backup.Backup;
import org.royaltyledger.ledger.fact.RecordFact;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.store.Commands;
import org.royaltyledger.ledger.store.LogTransaction;
import org.royaltyledger.ledger.store.StoreKey;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who somebody is stands in no event and in no byte of the store, and can be erased for good. */
class PersonalDataTest extends RunsTheProgram {

  private static final String NAME = "Öhlund, Margareta";
  private static final String ARTIST = "Ångström and Nightingale";
  private static final String IBAN = "DE89370400440532013000";
  private static final String TAX_ID = "12/345/67890";

  /** With parts of plain letters: H2 has a way of its own to write others. */
  private static final String PLAIN_NAME = "hlund, Margareta";

  private static final List<String> SECRETS =
      List.of(NAME, PLAIN_NAME, ARTIST, "Nightingale", IBAN, TAX_ID, "370400440532");

  private static final List<String> FILES =
      List.of("parties-named.csv", "assets-named.csv", "bankdetails.csv", "taxdetails.csv");

  @TempDir private Path folder;

  /** Those of FILES, which need parties and assets of no other file. */
  private String[] importing() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    Files.writeString(
        in.resolve("parties-named.csv"),
        "partyId,name,kind,country,currency\nann,\"%s\",LABEL,SE,EUR\n".formatted(NAME));
    Files.writeString(
        in.resolve("assets-named.csv"),
        "assetId,kind,title,artist,controller\nA1,RECORDING,Openly Titled,%s,ann\n"
            .formatted(ARTIST));
    Files.writeString(
        in.resolve("bankdetails.csv"),
        "partyId,holder,iban,bic\nann,\"%s\",%s,COBADEFFXXX\n".formatted(NAME, IBAN));
    Files.writeString(
        in.resolve("taxdetails.csv"), "partyId,taxId,taxCountry\nann,%s,DE\n".formatted(TAX_ID));
    return Stream.concat(Stream.of("import"), FILES.stream().map(it -> in.resolve(it).toString()))
        .toArray(String[]::new);
  }

  private void done(String... command) {
    ledger.run(command);
    assertThat(ledger.exit()).as(ledger.err()).isZero();
  }

  /** Whether a text is in some bytes, however a database may write it. */
  private static boolean has(byte[] bytes, String text) {
    return Stream.of(UTF_8, UTF_16LE, UTF_16BE).anyMatch(it -> has(bytes, text, it));
  }

  private static boolean has(byte[] bytes, String text, Charset as) {
    byte[] wanted = text.getBytes(as);
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      int same = 0;
      while (same < wanted.length && bytes[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static byte[] everyFile(Path store) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.walk(store)) {
      for (Path it : files.filter(Files::isRegularFile).toList()) {
        bytes.write(Files.readAllBytes(it));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void names_bank_and_tax_details_are_in_no_byte_of_a_store_or_its_backup() throws IOException {
    OtherStore store = OtherStore.in(folder.resolve("store"));
    OtherStore.Ran imported = store.run(importing()).done();
    assertThat(imported.err()).contains("notice: a vault key was made in", "keep a copy of it");
    Path backup = folder.resolve("backup");
    store.run("backup", backup.toString()).done();
    assertThat(store.run("details", "ann", "--open", "--as", "pay-1", "--why", "test").done().out())
        .as("they are there")
        .contains(NAME, IBAN, TAX_ID);
    byte[] stored = everyFile(store.folder());
    assertThat(has(stored, "Openly Titled")).as("what stands there is found").isTrue();
    assertThat(SECRETS).noneMatch(it -> has(stored, it));
    assertThat(SECRETS).noneMatch(it -> has(bytes(backup), it));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A backup as a version before the vault wrote it: the name in plain, its hash of then. */
  private Path backupOfBefore() {
    Path backup = folder.resolve("backup-of-before");
    try (OpenStore store = OpenStore.open(folder.resolve("before"), List.of(), false)) {
      String hash = store.get(StoreKey.class).hashOfName("party", NAME);
      store
          .get(LogTransaction.class)
          .run(
              () ->
                  store
                      .get(Commands.class)
                      .send(
                          new RecordFact(
                              new PartyEvent.PartyRecorded(
                                  "ann", hash, "LABEL", "SE", "EUR", null, null, null))));
      store
          .get(JdbcTemplate.class)
          .update(
              "insert into name (kind, id, hash, name) values ('party', 'ann', ?, ?)", hash, NAME);
      store.get(Backup.class).write(backup, true, Signature.NONE, _ -> {});
      return backup;
    }
  }

  @Test
  void names_of_an_older_backup_are_sealed_and_stand_in_no_byte_of_the_store() throws IOException {
    Path backup = backupOfBefore();
    assertThat(has(bytes(folder.resolve("before").resolve("ledger.mv.db")), PLAIN_NAME)).isTrue();
    OtherStore store = OtherStore.in(folder.resolve("store"));
    assertThat(store.run("restore", backup.toString()).done().err())
        .contains("notice: a vault key was made in");
    assertThat(has(bytes(store.folder().resolve("ledger.mv.db")), PLAIN_NAME)).isFalse();
    assertThat(store.run("details", "ann").done().out()).contains("party\tname\t" + NAME);

    String[] words = importing();
    assertThat(store.run(words[0], words[1]).done().out())
        .as("a name that is known keeps its hash")
        .contains("parties-named.csv\tparties\t1\t0\t1\t0");
    store.run(words).done();
    store.run("check", "--deep").done();
    store.run("erase", "ann", "--as", "dpo", "--why", "asked for").done();
    assertThat(store.run("details", "ann").done().out()).doesNotContain(NAME);
    store.run("check", "--deep").done();
  }

  /** A closed month of ann, whose asset is by an artist, and of ben. */
  private void month() throws IOException {
    ledger.licensed("ann", "A1");
    ledger.licensed("ben", "B1");
    ledger.revenue("150.00");
    ledger.usage("u1").of("A1", "0.625").of("B1", "0.375").times(7);
    ledger.imported();
    done(importing());
    assertThat(ledger.close(OCTOBER)).isZero();
  }

  private List<String> proofs() {
    return List.of(
        told("proof", "event", "3"),
        told("proof", "usage", "u1"),
        told("proof", "statement", OCTOBER, "ann"),
        told("statements", OCTOBER, "--format", "digest"),
        told("statements", OCTOBER, "--format", "json").replace("\"" + NAME + "\"", "\"\""),
        told("explain", OCTOBER, "--party", "ann", "--line", "1", "--json")
            .replace("\"" + NAME + "\"", "\"\""));
  }

  private String told(String... command) {
    done(command);
    return ledger.out();
  }

  @Test
  void no_event_says_who_somebody_is() throws IOException {
    month();
    done("details", "ann", "--open", "--as", "pay-1", "--why", "a test");
    done("erase", "ann", "--as", "dpo", "--why", "asked for");
    try (OpenStore open = ledger.open()) {
      var stored = new ByteArrayOutputStream();
      open.get(JdbcTemplate.class)
          .query(
              "select payload, meta_data from log",
              row -> {
                stored.writeBytes(row.getBytes(1));
                stored.writeBytes(row.getBytes(2));
              });
      assertThat(has(stored.toByteArray(), "Openly Titled")).isTrue();
      assertThat(SECRETS).noneMatch(it -> has(stored.toByteArray(), it));
    }
  }

  @Test
  void who_is_erased_is_gone_and_every_proof_and_statement_stays() throws IOException {
    Verifiers.PYTHON.require();
    month();
    done("checkpoint");
    assertThat(told("statements", OCTOBER)).contains(NAME);
    List<String> before = proofs();
    Path verified = Files.createDirectories(folder.resolve("verified"));
    keep(verified);

    done("erase", "ann", "--as", "dpo", "--why", "asked for", "--json");
    assertThat(ledger.answer().toString())
        .as("two names, bank and tax details")
        .isEqualTo("{\"subject\":\"party\",\"id\":\"ann\",\"rows\":4}");
    assertThat(ledger.err()).contains("backups that were made before still have it");
    done("erase", "--artist", "A1", "--as", "dpo", "--why", "asked for");
    done("erase", "ann", "--as", "dpo", "--why", "asked again", "--json");
    assertThat(ledger.answer().path("rows").intValue()).isZero();

    assertThat(proofs()).isEqualTo(before);
    holds(verified);
    keep(verified);
    holds(verified);
    assertThat(told("statements", OCTOBER)).contains("ann").doesNotContain(NAME);
    done("details", "ann", "--json");
    assertThat(ledger.answer().path("erased").booleanValue()).isTrue();
    assertThat(ledger.answer().path("details")).isEmpty();

    done(importing());
    assertThat(ledger.err() + ledger.out())
        .contains("party 'ann' was erased", "the artist of asset 'A1' was erased")
        .doesNotContain(NAME)
        .doesNotContain(IBAN)
        .doesNotContain(TAX_ID);
    assertThat(ledger.out()).contains("parties-named.csv\tparties\t1\t0\t1\t0");
    assertThat(told("details", "ann").lines()).hasSize(1);
    assertThat(proofs()).isEqualTo(before);
    assertThat(ledger.replay()).isZero();

    Path backup = folder.resolve("backup");
    done("backup", backup.toString());
    try (var stores = new KeptStores()) {
      var other = new OtherStore(folder.resolve("other"), List.of(), stores);
      other.run("restore", backup.toString()).done();
      other.run("check", "--deep").done();
      assertThat(other.run("statements", OCTOBER).done().out()).doesNotContain(NAME);
    }
  }

  @Test
  void row_of_somebody_who_was_erased_is_found_by_both_checks() throws IOException {
    OtherStore store = OtherStore.in(folder.resolve("store"));
    store.run(importing()).done();
    String kept = "create table kept as select * from vault where id = 'ann' and kind = 'bank'";
    in(store, kept);
    store.run("erase", "ann", "--as", "dpo", "--why", "asked for").done();
    in(store, "insert into vault select * from kept", "drop table kept");
    OtherStore.Ran checked = store.run("check", "--deep");
    assertThat(checked.exit()).isEqualTo(3);
    assertThat(checked.out())
        .contains("vault\tWRONG\tthe row of bank 'ann' tells of somebody who was erased")
        .contains("what is kept of bank 'ann' is there, and was erased");
  }

  private static void in(OtherStore store, String... statements) {
    try (OpenStore open = OpenStore.open(store.folder(), List.of(), false)) {
      open.get(JdbcTemplate.class).batchUpdate(statements);
    }
  }

  private void keep(Path verified) throws IOException {
    Files.writeString(verified.resolve("checkpoint"), told("checkpoint"));
    Files.writeString(
        verified.resolve("statement.json"), told("proof", "statement", OCTOBER, "ann"));
    Files.writeString(verified.resolve("event.tlog-proof"), told("proof", "event", "3"));
    Files.writeString(
        verified.resolve("keys"),
        told("checkpoint", "key").lines().skip(1).toList().getLast().split("\t", -1)[1]);
  }

  private static void holds(Path verified) {
    Verifiers.Said said =
        Verifiers.PYTHON.check(
            verified, "keys", "checkpoint", "statement.json", "event.tlog-proof");
    assertThat(said.exit()).as(said.out()).isZero();
    assertThat(said.out().lines()).hasSize(3).allMatch(it -> it.startsWith("ok\t"));
  }

  @Test
  void details_are_masked_and_opened_only_by_who_says_who_and_why() throws IOException {
    month();
    assertThat(told("details", "ann"))
        .contains(
            "party\tname\t" + NAME,
            "bank\tholder\t****reta",
            "bank\tiban\t****3000",
            "tax\ttaxId\t****7890",
            "tax\ttaxCountry\tDE")
        .doesNotContain(IBAN);
    ledger.run("details", "ann", "--open");
    ledger.refused("personal data is opened by somebody, and nobody said who this is");
    ledger.run("details", "ann", "--open", "--as", "pay-1");
    ledger.refused("--why TEXT");
    ledger.run("details", "nobody");
    ledger.refused("party 'nobody' is unknown");
    ledger.run("erase", "ann");
    ledger.refused("nobody said who this is");
    ledger.run("erase", "--as", "dpo", "--why", "x");
    ledger.refused("erase takes a PARTY, or --artist ASSET");
    ledger.run("erase", "--artist", "A9", "--as", "dpo", "--why", "x");
    ledger.refused("asset 'A9' is unknown");
    assertThat(told("details", "ann", "--open", "--as", "pay-1", "--why", "call back"))
        .contains("bank\tiban\t" + IBAN, "bank\tbic\tCOBADEFFXXX", "tax\ttaxId\t" + TAX_ID);
    assertThat(told("log").lines().toList().getLast())
        .contains("exported", "pay-1", "call back")
        .doesNotContain(IBAN);
  }

  @Test
  void details_that_are_withdrawn_or_corrected_are_shown_no_more() throws IOException {
    month();
    ledger.file("taxdetails-2.csv", "partyId,taxId,vatId,taxCountry\nann,,,\n");
    ledger.file(
        "bankdetails-2.csv",
        "partyId,holder,account,bankCode,bankCountry\nann,Ann,123456789,021000021,US\n");
    assertThat(ledger.importAll()).isZero();
    assertThat(told("details", "ann", "--open", "--as", "pay-1", "--why", "x").lines().skip(2))
        .containsExactly(
            "bank\tholder\tAnn",
            "bank\taccount\t123456789",
            "bank\tbankCode\t021000021",
            "bank\tbankCountry\tUS");
  }

  @Test
  void reason_of_a_rejected_line_never_says_a_detail() {
    ledger.party("ann");
    ledger.file(
        "bankdetails.csv",
        """
        partyId,holder,iban,bic,account,bankCode,bankCountry
        nobody,Ann,DE89370400440532013000,,,,
        DE89370400440532013000,Ann,ann,,,,
        ann,,DE89370400440532013000,,,,
        ann,Ann,DE89370400440532013001,,,,
        ann,Ann,DE8937040044053201300,,,,
        ann,Ann,de89 3704 0044 0532 0130 00,,,,
        ann,Ann,DE89370400440532013000,COBADEFFX,,,
        ann,Ann,DE89370400440532013000,,98765432,,
        ann,Ann,,,98765432,,US
        ann,Ann,,,98765432,021000021,Atlantis
        ann,Ann,,,98765;432,021000021,US
        """);
    ledger.file(
        "taxdetails.csv",
        """
        partyId,taxId,vatId,taxCountry
        ann,12/345/67890,,
        ann,12/345/67890,,Atlantis
        ann,,,DE
        ann,12_345_67890,,DE
        """);
    assertThat(ledger.importAll()).isEqualTo(2);
    assertThat(ledger.fate("bankdetails")).isEqualTo("0 accepted, 0 repeated, 11 rejected");
    assertThat(ledger.fate("taxdetails")).isEqualTo("0 accepted, 0 repeated, 4 rejected");
    var reasons = new ArrayList<String>();
    for (String file : List.of("rejected-bankdetails.csv", "rejected-taxdetails.csv")) {
      ledger.read(file).lines().forEach(it -> reasons.add(it.split("\t", -1)[1]));
    }
    assertThat(reasons)
        .hasSize(15)
        .contains(
            "partyId is none of a known party: bring that in a file parties*.csv, or look whether"
                + " columns changed places",
            "holder is empty: give one",
            "iban does not fit its check digits: one of its characters is mistyped",
            "bankCountry is not an ISO 3166-1 alpha-2 code: write it like SE")
        .noneMatch(it -> it.matches(".*([0-9]{5}|Atlantis|3704 0044|12_345|12/345).*"));
    assertThat(ledger.out() + ledger.err()).doesNotContain("3704").doesNotContain("12/345");

    for (String header : List.of("ann;Ann;DE89370400440532013000", "ann,DE89370400440532013000")) {
      ledger.file("bankdetails.csv", header + "\n");
      assertThat(ledger.importAll()).isNotZero();
      assertThat(ledger.out() + ledger.err()).contains("line 1: ").doesNotContain("3704");
    }
  }

  /** A store that was changed, or of which a table was left out. */
  @Test
  void key_is_not_replaced_where_the_store_lost_its_name() throws IOException {
    OtherStore store = OtherStore.in(folder.resolve("store"));
    store.run(importing()).done();
    Path key = store.folder().resolve("vault-key");
    Path kept = Files.move(key, folder.resolve("kept"));
    in(store, "delete from vault_key");

    store.run(importing()).refused("tells of persons", "a key that it does not name");
    assertThat(key).as("no other is made").doesNotExist();

    Files.copy(kept, key);
    store.run(importing()).done();
    assertThat(store.run("details", "ann").done().out()).contains(NAME);
  }

  @Test
  void without_its_key_a_store_shows_ids_and_takes_nothing_that_tells_of_persons()
      throws IOException {
    OtherStore store = OtherStore.in(folder.resolve("store"));
    store.run(importing()).done();
    Path key = store.folder().resolve("vault-key");
    Path kept = Files.move(key, folder.resolve("kept"));

    store.run(importing()).refused("tells of persons", "the vault key is not in", "nothing was");
    assertThat(key).as("no other is made").doesNotExist();
    store.run("details", "ann").refused("the vault key is not in", "bring that key back");
    Path rates = folder.resolve("rates.csv");
    Files.writeString(rates, "date,from,to,rate,source\n2026-10-31,EUR,SEK,11.5,ECB\n");
    store.run("import", rates.toString()).done();
    assertThat(store.run("check").done().out()).contains("vault\tnotice\t", "were not opened");
    Path backup = folder.resolve("backup");
    store.run("backup", backup.toString()).done();
    Path without = folder.resolve("without");
    store.run("backup", without.toString(), "--without-names").done();

    OtherStore other = OtherStore.in(folder.resolve("other"));
    assertThat(other.run("restore", backup.toString()).done().err())
        .contains("notice: names are shown as ids: the vault key is not in");
    other.run(importing()).refused("tells of persons");
    Files.copy(kept, other.folder().resolve("vault-key"));
    assertThat(other.run("details", "ann").done().out()).contains(NAME);

    OtherStore anew = OtherStore.in(folder.resolve("anew"));
    anew.run("restore", without.toString()).done();
    assertThat(anew.run("details", "ann").done().out()).doesNotContain(NAME);
    assertThat(anew.run(importing()).done().err()).contains("a vault key was made in");
    assertThat(anew.run("details", "ann").done().out()).contains(NAME);
    anew.run("check", "--deep").done();

    OtherStore again = OtherStore.in(folder.resolve("again"));
    again.run("restore", without.toString()).done();
    Files.copy(kept, again.folder().resolve("vault-key"));
    assertThat(again.run("details", "ann").done().err()).contains("nothing is kept of party 'ann'");
    again.run(importing()).done(); // all of it is known, and what it tells of ann was missing
    assertThat(again.run("details", "ann").done().out()).contains(NAME);
    again.run("check", "--deep").done();
  }

  @Test
  @ResourceLock("postgres")
  void server_takes_and_erases_personal_data_with_a_key_that_is_named() throws IOException {
    String database = Postgres.emptyDatabase();
    OtherStore keyless = OtherStore.in(folder.resolve("none"), database);
    keyless
        .run(importing())
        .refused("tells of persons", "no vault key is named", "--royalty-ledger.vault-key=FILE");
    OtherStore store = OtherStore.in(folder.resolve("none"), database, Postgres.vaultKey(folder));
    assertThat(store.run(importing()).done().err()).contains("a vault key was made in");
    assertThat(store.run("details", "ann").done().out()).contains(NAME, "****3000");
    keyless.run("details", "ann").refused("no vault key is named");
    assertThat(keyless.run("check").done().out()).contains("vault\tnotice\t4 rows, which were not");
    assertThat(store.run("check", "--deep").done().out()).contains("vault\tok\t4 rows");
    store.run("erase", "ann", "--as", "dpo", "--why", "asked for").done();
    assertThat(store.run(importing()).done().err() + "").contains("party 'ann' was erased");
    assertThat(store.run("details", "ann").done().out().lines()).hasSize(1);
    assertThat(store.run("check", "--deep").done().out()).contains("vault\tok\t1 rows");
  }
}
