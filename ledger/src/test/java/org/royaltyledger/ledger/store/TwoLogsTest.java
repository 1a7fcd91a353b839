package org.royaltyledger.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.royaltyledger.ledger.store.UsageLog.Outcome;
import org.royaltyledger.ledger.store.ids.UsageIds;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;

/** Two logs that share nothing but the database, as two processes would, count an id once. */
@ParameterizedClass(name = "{0}")
@EnumSource
class TwoLogsTest {

  private static final int DRAFTS_EACH = 15;
  private static final int USAGES = 40;
  private static final int IDS = 500;
  private static final long ONE = 1_000_000_000_000L;

  private final SomeDatabase database;
  private SomeStore store;

  TwoLogsTest(SomeDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void emptyStore(@TempDir Path folder) {
    store = new SomeStore(database.fresh(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void id_that_both_append_at_once_counts_once() throws Exception {
    var accepted = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<List<String>>> both =
          List.of(threads.submit(appending(1)), threads.submit(appending(2)));
      for (Future<List<String>> one : both) {
        accepted.addAll(one.get());
      }
    }
    assertThat(accepted).doesNotHaveDuplicates();
    assertThat(inLog()).containsExactlyInAnyOrderElementsOf(accepted);
    assertThat(new TreeSet<>(accepted)).hasSizeGreaterThan(IDS / 2);
  }

  /** Appends drafts of one seed to a log of its own; gives the ids that were accepted. */
  private Callable<List<String>> appending(long seed) {
    var log =
        new UsageLog(
            store.get(LogTransaction.class),
            store.get(LogReader.class),
            store.get(EventStore.class),
            store.jdbc(),
            store.get(StoreKey.class),
            () -> UsageIds.inMemory(store.get(StoreKey.class).fingerprint()));
    var random = new SplittableRandom(seed);
    return () -> {
      var accepted = new ArrayList<String>();
      for (int draft = 0; draft < DRAFTS_EACH; draft++) {
        UsageBlock usages = usages(random);
        List<Outcome> outcomes = log.append(usages, row -> "line " + row).outcomes();
        for (int row = 0; row < usages.size(); row++) {
          if (outcomes.get(row) == Outcome.ACCEPTED) {
            accepted.add(usages.usageId(row));
          }
        }
      }
      return accepted;
    };
  }

  private static UsageBlock usages(SplittableRandom random) {
    var draft = new UsageBlock.Builder();
    for (int i = 0; i < USAGES; i++) {
      draft
          .usage(
              "u" + random.nextInt(IDS),
              1_790_000_000,
              0,
              "OnDemandStream",
              "remix",
              "SE",
              null,
              1,
              null,
              null,
              null,
              Attribution.NONE)
          .contribution(false, "A1", "voice", ONE, ONE);
    }
    return draft.build();
  }

  private List<String> inLog() {
    var ids = new ArrayList<String>();
    LogReader reader = store.get(LogReader.class);
    reader.read(
        EventNames.USAGE_BLOCK,
        0,
        reader.head(),
        row -> {
          UsageBlock block = ((UsageEvent.UsageBlockRecorded) row.event()).block();
          for (int i = 0; i < block.size(); i++) {
            ids.add(block.usageId(i));
          }
        });
    return ids;
  }
}
