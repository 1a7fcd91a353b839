package org.royaltyledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A ledger of which four past versions of the program closed a month, each at its time, and the
 * fifth two more before it made a backup: for ever it gives the statements that it gave then.
 *
 * <p>The file is never made again. A later one, of what came since, goes beside it.
 */
class FrozenBackupTest {

  private static final Path BACKUPS =
      Path.of("..", "ledger", "src", "test", "resources", "backups");
  private static final Path FROZEN = BACKUPS.resolve("2026-11-23.backup");

  private static final List<String> MONTHS =
      List.of("2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03");

  private static final String KEY =
      "royalty-ledger/1b45c30db5f2a5a5+487efe2b+AYD9GN/Xf0SSPJmcdcaOnhMTNvfPSz1nmQCaIinGdM6w";

  /** SHA-256 of the file of digests. */
  private static final String DIGEST =
      "593b37781da0ac7478b2e7032c477022e55d8e22af0fd79d4aff7ad36f5a52c1";

  /** The same ledger, with two months more of the version that has salts and a vault. */
  private static final Path SALTED = BACKUPS.resolve("2026-11-23-salted.backup");

  private static final String SALTED_KEY =
      "royalty-ledger/1b45c30db5f2a5a5+ab083939+AXHOGriIUzLgRl8JSpikSlZ7T3EzL6Mn7sloEU1JLzM2";

  private static final String SALTED_DIGEST =
      "34f796e34946c395bf357386258336e4e7a2eb8bde03797542234de792721783";

  @TempDir private Path folder;
  private final KeptStores stores = new KeptStores();

  @AfterEach
  void closeStores() {
    stores.close();
  }

  private OtherStore restored() {
    var store = new OtherStore(folder.resolve("store"), List.of(), stores);
    store.run("restore", FROZEN.toString(), "--key", KEY, "--json").done();
    return store;
  }

  private OpenStore open(OtherStore store) {
    return stores.open(store.folder(), List.of(), false);
  }

  @Test
  void statements_of_every_past_version_are_for_ever_what_they_were() throws IOException {
    OtherStore store = restored();
    assertThat(digests(store, MONTHS))
        .isEqualTo(Files.readString(BACKUPS.resolve("2026-11-23.digests")));
    assertThat(replayed(store)).isEqualTo(DIGEST);
    store.run("check").done();
  }

  private static String digests(OtherStore store, List<String> months) {
    var digests = new StringBuilder();
    for (String month : months) {
      store
          .run("statements", month, "--format", "digest")
          .done()
          .out()
          .lines()
          .skip(1)
          .forEach(row -> digests.append(row).append('\n'));
    }
    return digests.toString();
  }

  /** The digest of all statements, once they were made again from place 1. */
  private static String replayed(OtherStore store) {
    var replayed =
        JsonMapper.builder().build().readTree(store.run("replay", "--json").done().out());
    long head =
        JsonMapper.builder()
            .build()
            .readTree(store.run("log", "--json").done().out())
            .path("events")
            .longValue();
    assertThat(replayed.path("events").longValue()).as("from place 1").isEqualTo(head);
    return replayed.path("digest").stringValue();
  }

  @Test
  void entries_with_salts_numbered_seals_and_the_vault_are_for_ever_what_they_were()
      throws IOException {
    var store = new OtherStore(folder.resolve("store"), List.of(), stores);
    Files.createDirectories(store.folder());
    Files.copy(BACKUPS.resolve("2026-11-23-salted.vault-key"), store.folder().resolve("vault-key"));
    store.run("restore", SALTED.toString(), "--key", SALTED_KEY).done();

    var months = new ArrayList<>(MONTHS);
    months.addAll(List.of("2027-04", "2027-05"));
    assertThat(digests(store, months))
        .isEqualTo(Files.readString(BACKUPS.resolve("2026-11-23-salted.digests")));
    assertThat(replayed(store)).isEqualTo(SALTED_DIGEST);
    store.run("check", "--deep").done();
    assertThat(store.run("details", "mia").done().out())
        .contains("Lindqvist, Mia", "****7466", "****1234");
    assertThat(store.run("details", "ben").done().err()).contains("party 'ben' was erased");
    assertThat(store.run("proof", "statement", "2027-05", "mia", "--currency", "JPY").done().out())
        .contains("\"number\":2,\"of\":2");
  }

  @Test
  void events_of_past_revisions_stand_as_they_were_stored_and_the_next_month_is_closed_with_them()
      throws IOException {
    OtherStore store = restored();
    var past =
        new TreeSet<>(
            open(store)
                .get(JdbcTemplate.class)
                .queryForList(
                    "select distinct payload_type || ' ' || payload_revision from log",
                    String.class));
    assertThat(past)
        .contains(
            "cut-off-taken 1",
            "cut-off-taken 2",
            "licence-recorded 1",
            "offering-recorded 1",
            "offering-recorded 2",
            "period-closed 1",
            "period-closed 2",
            "period-closed 3",
            "run-block-recorded 1",
            "run-block-recorded 2",
            "run-block-recorded 3",
            "run-block-recorded 4");
    Path files = Files.createDirectories(folder.resolve("files"));
    Files.writeString(
        files.resolve("revenue.csv"),
        "period,offering,territory,currency,netRevenue\n2027-04,ai-remix,SE,EUR,450.00\n");
    Files.writeString(
        files.resolve("usages.ndjson"),
        """
        {"usageId":"u-2027-04","usedAt":"2027-04-01T10:00:00Z","useType":"OnDemandStream","offering":"ai-remix","territory":"SE","modelVersion":"remix-2","contributions":[{"asset":"XXAAA2600001","role":"voice","weight":1}]}
        """);
    store
        .run(
            "import",
            files.resolve("revenue.csv").toString(),
            files.resolve("usages.ndjson").toString())
        .done();
    assertThat(store.run("close", "2027-04").done().err())
        .contains("the signing key is not in", "this log is signed with '" + KEY + "'");
    assertThat(store.run("statements", "2027-04").done().out()).contains("mia\t");
    store.run("check").done();
    assertThat(open(store).get(LogReader.class).at(113).name()).isEqualTo("revenue-recorded");

    // The key is gone for good: somebody names another, and what was signed still holds.
    store.run("checkpoint").refused("the signing key is not in", "checkpoint rotate");
    store.run("checkpoint", "rotate", "--as", "finance-1", "--why", "lost").done();
    store.run("checkpoint").done();
    String head = Long.toString(open(store).get(LogReader.class).head());
    store.run("proof", "consistency", "112", head).done();
    store.run("check").done();
  }

  @ParameterizedTest
  @EnumSource
  void proofs_hold_of_what_came_before_there_were_salts_and_of_what_came_since(Verifiers with)
      throws IOException {
    with.require();
    OtherStore store = restored();
    store.run("checkpoint", "rotate", "--as", "finance-1", "--why", "lost").done();
    Path auditor = Files.createDirectories(folder.resolve("auditor"));
    String head = Long.toString(open(store).get(LogReader.class).head());
    keep(store, auditor, "before.json", "proof", "event", "3", "--json", "--size", head);
    keep(store, auditor, "before.tlog-proof", "proof", "event", "3");
    keep(store, auditor, "usage.json", "proof", "usage", usage(open(store)), "--size", head);
    keep(store, auditor, "since.json", "proof", "event", head, "--json");
    keep(store, auditor, "history.json", "proof", "consistency", "112", head);
    Files.writeString(
        auditor.resolve("keys"),
        String.join(
            "\n",
            store
                .run("checkpoint", "key")
                .done()
                .out()
                .lines()
                .skip(1)
                .map(it -> it.split("\t", -1)[1])
                .toList()));

    Verifiers.Said said =
        with.check(
            auditor,
            "keys",
            "before.json",
            "before.tlog-proof",
            "usage.json",
            "since.json",
            "history.json");

    assertThat(said.exit()).as(said.out()).isZero();
    assertThat(said.out())
        .contains("signing-key-changed settings", "log of %s events".formatted(head))
        .containsPattern("event 3 of %s: [a-z-]+ [a-z]+/".formatted(head));
  }

  /** The oldest. */
  private static String usage(OpenStore store) {
    Long place =
        store
            .get(JdbcTemplate.class)
            .queryForObject(
                "select min(place) from log where payload_type = 'usage-block-recorded'",
                Long.class);
    var event =
        (UsageEvent.UsageBlockRecorded)
            store.get(LogReader.class).at(Objects.requireNonNull(place)).event();
    return event.block().usageId(0);
  }

  private static void keep(OtherStore store, Path auditor, String file, String... command)
      throws IOException {
    Files.writeString(auditor.resolve(file), store.run(command).done().out());
  }

  @Test
  void only_a_backup_that_is_right_becomes_a_store_and_only_where_there_is_none()
      throws IOException {
    var store = new OtherStore(folder.resolve("store"), List.of(), stores);
    byte[] changed = Files.readAllBytes(FROZEN);
    changed[changed.length / 2] ^= 1;
    Path wrong = Files.write(folder.resolve("wrong"), changed);
    store.run("restore", wrong.toString()).refused("cannot be restored", "nothing was restored");
    store
        .run("restore", FROZEN.toString(), "--key", KEY.replace("+487efe2b", "+00000000"))
        .refused("is no key");
    store.run("restore", folder.resolve("missing").toString()).refused("cannot be read");
    assertThat(store.folder()).doesNotExist();

    Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
    store.run("restore", FROZEN.toString(), "--key", key.toString()).done();
    store.run("restore", FROZEN.toString()).refused("has 'ledger.mv.db' already", "--data DIR");
    store.run("check").done();
    store.run("backup", FROZEN.toString()).refused("is there already");
  }
}
