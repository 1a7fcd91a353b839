package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.Frontier;
import org.royaltyledger.ledger.proof.MerkleTree;
import org.royaltyledger.ledger.proof.NoteKey;
import org.royaltyledger.ledger.proof.NoteSigner;
import org.royaltyledger.ledger.proof.Proofs;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

/** What is signed of a log, with which key, and when it is refused. */
@ParameterizedClass(name = "{0}")
@EnumSource
class CheckpointsTest {

  private static final Signature AUDITOR = new Signature("auditor", "the old one was lent");

  private final SomeDatabase database;
  @TempDir private Path folder;

  CheckpointsTest(SomeDatabase database) {
    this.database = database;
  }

  private Path keyFile() {
    return folder.resolve("signing-key");
  }

  private SomeStore open(HikariDataSource data) {
    return new SomeStore(data, Map.of(StoreConfiguration.SIGNING_KEY, keyFile().toString()));
  }

  private static void append(SomeStore store, int from, int count) {
    store.append(
        IntStream.range(from, from + count)
            .mapToObj(i -> SomeStore.event("p" + i))
            .toArray(DomainEventMessage<?>[]::new));
  }

  private static Checkpoints.Signed newest(SomeStore store) {
    return Objects.requireNonNull(store.get(Checkpoints.class).newest());
  }

  private static List<TreeHash> leaves(SomeStore store) {
    return store
        .jdbc()
        .query("select hash from leaf order by place", (row, n) -> TreeHash.of(row.getBytes(1)));
  }

  @Test
  void log_is_signed_with_a_key_that_is_made_at_first() throws IOException {
    try (var store = open(database.fresh(folder))) {
      append(store, 0, 3);
      var checkpoints = store.get(Checkpoints.class);

      Checkpoints.Done done = checkpoints.now();

      NoteKey key = NoteKey.parse(checkpoints.keys().getLast().key());
      assertThat(done.made()).contains(keyFile().toString()).contains(key.toString());
      assertThat(NoteSigner.parse(Files.readString(keyFile())).key()).isEqualTo(key);
      assertThat(Files.getPosixFilePermissions(keyFile()))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      Checkpoints.Signed newest = newest(store);
      assertThat(newest.note().isSignedBy(key)).isTrue();
      assertThat(Checkpoint.parse(newest.note().text()))
          .isEqualTo(new Checkpoint(checkpoints.origin(), 4, root(leaves(store))));
      assertThat(checkpoints.now().signed()).as("the same log again").isEmpty();
      assertThat(wrong(store)).isEmpty();
    }
  }

  private static TreeHash root(List<TreeHash> leaves) {
    var tree = new Frontier();
    leaves.forEach(it -> tree.add(it, (level, index, hash) -> {}));
    return tree.root();
  }

  @Test
  void roots_and_proofs_of_a_long_log_are_those_of_its_leaves() {
    try (var store = open(database.fresh(folder))) {
      var checkpoints = store.get(Checkpoints.class);
      append(store, 0, 300);
      checkpoints.now();
      append(store, 300, 700);
      checkpoints.now();
      List<TreeHash> leaves = leaves(store);
      LogTree tree = store.get(LogTree.class);
      assertThat(store.jdbc().queryForObject("select count(*) from subtree", Long.class))
          .isEqualTo(leaves.size() >>> LogTree.STEP);
      for (int size : new int[] {1, 2, 255, 256, 257, 511, 512, 513, 700, leaves.size()}) {
        MerkleTree stored = tree.of(size);
        assertThat(stored.root()).isEqualTo(root(leaves.subList(0, size)));
        assertThat(
                Proofs.isIncluded(
                    leaves.get(size - 1),
                    size - 1,
                    leaves.size(),
                    tree.of(leaves.size()).inclusion(size - 1),
                    root(leaves)))
            .isTrue();
        assertThat(
                Proofs.isConsistent(
                    size,
                    stored.root(),
                    leaves.size(),
                    root(leaves),
                    tree.of(leaves.size()).consistency(size)))
            .isTrue();
      }
      assertThat(wrong(store)).isEmpty();
    }
  }

  @Test
  void tree_is_the_same_where_its_kept_hashes_are_lost() {
    try (var store = open(database.fresh(folder))) {
      append(store, 0, 600);
      store.get(Checkpoints.class).now();
      TreeHash root = store.get(LogTree.class).of(600).root();

      store.jdbc().execute("delete from subtree");

      assertThat(store.get(LogTree.class).of(600).root()).isEqualTo(root);
    }
  }

  @Test
  void log_is_due_after_many_events_and_not_before() {
    try (var store = open(database.fresh(folder))) {
      var checkpoints = store.get(Checkpoints.class);
      append(store, 0, Checkpoints.EVERY - 1);
      assertThat(checkpoints.due().signed()).isEmpty();
      assertThat(keyFile()).doesNotExist();

      append(store, Checkpoints.EVERY - 1, 1);

      assertThat(checkpoints.due().signed())
          .extracting(Checkpoints.Signed::size)
          .containsExactly((long) Checkpoints.EVERY);
      assertThat(checkpoints.due().signed()).isEmpty();
    }
  }

  @Test
  void nothing_is_signed_of_a_log_that_does_not_go_on_from_what_was_signed() {
    try (var store = open(database.fresh(folder))) {
      append(store, 0, 5);
      var checkpoints = store.get(Checkpoints.class);
      checkpoints.now();
      long signed = newest(store).size();
      append(store, 5, 1);

      // Who can write to the database changes an event, and its leaf with it.
      store
          .jdbc()
          .execute(
              "update leaf set hash = (select hash from leaf where place = 2) where place = 1");

      assertThatThrownBy(checkpoints::now)
          .isInstanceOfSatisfying(
              Refused.class,
              it -> {
                assertThat(it.code()).isEqualTo(Refused.Code.LOG_REWRITTEN);
                assertThat(it).hasMessageContaining("signed at " + signed + " events");
              });
      assertThat(newest(store).size()).isEqualTo(signed);
    }
  }

  @Test
  void end_that_was_cut_off_is_found_by_what_was_signed() {
    try (var store = open(database.fresh(folder))) {
      append(store, 0, 5);
      var checkpoints = store.get(Checkpoints.class);
      checkpoints.now();

      for (String table : List.of("log", "leaf")) {
        store.jdbc().execute("delete from " + table + " where place > 4");
      }
      store.jdbc().execute("update append_lock set place = 4");

      assertThatThrownBy(checkpoints::now).isInstanceOf(Refused.class);
      assertThat(store.get(LogCheck.class).run(usages -> {}).checkpoints())
          .contains("the log has 4 events, and was signed when it had 6: its end is missing");
    }
  }

  @Test
  void signed_note_that_was_edited_is_found() {
    try (var store = open(database.fresh(folder))) {
      append(store, 0, 5);
      store.get(Checkpoints.class).now();
      var edited = new ArrayList<String>();
      for (String sql :
          List.of(
              "update checkpoint set note = replace(note, 'royalty-ledger/', 'royalty-ledger.')",
              "update checkpoint set size = size - 1 where size = 6",
              "update checkpoint set note = 'none'")) {
        List<Object[]> before =
            store
                .jdbc()
                .query(
                    "select size, note from checkpoint",
                    (row, n) -> new Object[] {row.getLong(1), row.getString(2)});
        store.jdbc().execute(sql);
        List<String> findings = store.get(LogCheck.class).run(usages -> {}).checkpoints();
        assertThat(findings).as(sql).isNotEmpty();
        edited.addAll(findings);
        store.jdbc().execute("delete from checkpoint");
        store.jdbc().batchUpdate("insert into checkpoint (size, note) values (?, ?)", before);
      }
      assertThat(wrong(store)).isEmpty();
      assertThat(edited).anyMatch(it -> it.contains("is none"));
    }
  }

  @Test
  void another_key_signs_only_once_the_log_names_it() throws IOException {
    try (var store = open(database.fresh(folder))) {
      append(store, 0, 2);
      var checkpoints = store.get(Checkpoints.class);
      checkpoints.now();
      String old = Files.readString(keyFile());
      append(store, 2, 1);
      Files.writeString(keyFile(), NoteSigner.generated("another").written());
      assertThatThrownBy(checkpoints::now)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("another")
          .hasMessageContaining("checkpoint rotate");
      Files.delete(keyFile());
      assertThatThrownBy(checkpoints::now)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("is not in " + keyFile());
      Files.writeString(keyFile(), old);

      Checkpoints.Done done = checkpoints.rotate(AUDITOR);

      List<NoteKey> keys = checkpoints.keys().stream().map(it -> NoteKey.parse(it.key())).toList();
      assertThat(keys).hasSize(2).doesNotHaveDuplicates();
      assertThat(done.signed())
          .singleElement()
          .satisfies(it -> assertThat(keys).allMatch(it.note()::isSignedBy));
      assertThat(checkpoints.keys().getLast().who()).isEqualTo("auditor");
      append(store, 3, 1);
      checkpoints.now();
      assertThat(newest(store).note().isSignedBy(keys.getFirst())).isFalse();
      assertThat(newest(store).note().isSignedBy(keys.getLast())).isTrue();
      try (var files = Files.list(folder)) {
        assertThat(files.map(it -> String.valueOf(it.getFileName())))
            .anyMatch(it -> it.startsWith("signing-key.before-"));
      }
      assertThat(wrong(store)).isEmpty();
    }
  }

  @Test
  void store_that_was_told_no_place_for_a_key_signs_nothing_and_says_so() {
    try (var store = new SomeStore(database.fresh(folder))) {
      append(store, 0, 2);

      assertThatThrownBy(store.get(Checkpoints.class)::now)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("--royalty-ledger.signing-key=FILE");
      assertThat(store.get(Checkpoints.class).newest()).isNull();
    }
  }

  @Test
  void key_can_be_handed_in() {
    NoteSigner signer = NoteSigner.generated("handed-in");
    try (var store =
        new SomeStore(
            database.fresh(folder), Map.of("ROYALTY_LEDGER_SIGNING_KEY", signer.written()))) {
      append(store, 0, 2);

      store.get(Checkpoints.class).now();

      assertThat(newest(store).note().isSignedBy(signer.key())).isTrue();
      assertThatThrownBy(() -> store.get(Checkpoints.class).rotate(AUDITOR))
          .hasMessageContaining("it is changed there");
    }
  }

  private static List<String> wrong(SomeStore store) {
    LogCheck.Findings found = store.get(LogCheck.class).run(usages -> {});
    var all = new ArrayList<>(found.leaves());
    all.addAll(found.checkpoints());
    return all;
  }
}
