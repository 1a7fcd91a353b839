package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;

/** Each event has a leaf, written with it. */
@ParameterizedClass(name = "{0}")
@EnumSource
class LeavesTest {

  private final SomeDatabase database;
  @TempDir private Path folder;

  LeavesTest(SomeDatabase database) {
    this.database = database;
  }

  /** Facts and a block of usages, in several transactions. */
  private static void append(SomeStore store) {
    store.append(SomeStore.event("a"));
    store.append(SomeStore.event("b"), SomeStore.event("bj\u00f8rk"));
    var block = new UsageBlock.Builder();
    for (int i = 0; i < 100; i++) {
      block.usage(
          "u-" + i,
          1_791_028_800L,
          0,
          "OnDemandStream",
          "remix",
          "SE",
          null,
          1,
          null,
          null,
          null,
          new Attribution(null, null, null, null));
      block.contribution(false, "A", "voice", 1_000_000_000_000L, 1_000_000_000_000L);
    }
    store.get(UsageLog.class).append(block.build(), row -> "a file");
  }

  @Test
  void leaf_is_made_of_what_is_stored() {
    try (var store = new SomeStore(database.fresh(folder))) {
      append(store);

      assertThat(wrong(store)).isEmpty();
      assertThat(leaves(store)).hasSize(4).doesNotHaveDuplicates();
      assertThat(
              store
                  .jdbc()
                  .queryForList("select place from leaf where contents is not null", Long.class))
          .containsExactly(4L);
    }
  }

  @Test
  void log_of_before_there_were_leaves_gets_them() {
    var data = database.fresh(folder);
    try (var store = new SomeStore(data)) {
      append(store);
      store.jdbc().execute("delete from leaf");

      Leaves.fill(data);

      assertThat(leaves(store)).hasSize(4).doesNotHaveDuplicates();
      assertThat(wrong(store)).isEmpty();
    }
  }

  @Test
  void events_of_before_there_were_salts_keep_their_leaves_and_later_ones_have_salts() {
    var data = database.fresh(folder);
    try (var store = new SomeStore(data)) {
      append(store);
      takeSalt(store, 1);
      takeSalt(store, 2);

      assertThat(wrong(store)).isEmpty();

      takeSalt(store, 4);
      assertThat(wrong(store)).hasSize(1).first().asString().contains("place 4");
    }
  }

  /** HMAC fills a key up with zeros, so its leaf would be the same. */
  @Test
  void salt_that_was_made_longer_or_shorter_is_found() {
    var data = database.fresh(folder);
    try (var store = new SomeStore(data)) {
      append(store);
      byte[] salt = Objects.requireNonNull(store.get(LogTree.class).entry(3).salt());

      for (int length : new int[] {33, 31, 64, 0}) {
        store
            .jdbc()
            .update("update leaf set salt = ? where place = 3", Arrays.copyOf(salt, length));
        assertThat(wrong(store)).hasSize(1).first().asString().contains("place 3");
      }
    }
  }

  private static void takeSalt(SomeStore store, long place) {
    byte[] leaf = unsalted(store.get(LogTree.class).entry(place)).leaf().bytes();
    store.jdbc().update("update leaf set salt = null, hash = ? where place = ?", leaf, place);
  }

  private static LogEntry unsalted(LogEntry it) {
    return new LogEntry(
        it.place(),
        it.eventIdentifier(),
        it.aggregateIdentifier(),
        it.sequenceNumber(),
        it.aggregateType(),
        it.timeStamp(),
        it.name(),
        it.revision(),
        it.payload(),
        it.metaData(),
        it.contents(),
        null);
  }

  @Test
  void leaves_that_were_lost_are_not_made_again() {
    var data = database.fresh(folder);
    try (var store = new SomeStore(data)) {
      append(store);

      store.jdbc().execute("delete from leaf where place > 2");
      Leaves.fill(data);

      assertThat(leaves(store)).hasSize(2);
      assertThat(wrong(store))
          .containsExactly("the event at place 3 has no leaf", "the event at place 4 has no leaf");
    }
  }

  private static List<String> leaves(SomeStore store) {
    return store
        .jdbc()
        .query(
            "select place, hash, contents from leaf order by place",
            (row, n) ->
                row.getLong(1)
                    + Arrays.toString(row.getBytes(2))
                    + Arrays.toString(row.getBytes(3)));
  }

  private static List<String> wrong(SomeStore store) {
    return store.get(LogCheck.class).run(usages -> {}).leaves();
  }
}
