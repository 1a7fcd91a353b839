package org.royaltyledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.audit.Replay;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What a replay has built takes the place of wrong tables: all of it at once, or nothing. */
class SwappedTablesTest {

  private static final long SEED = 20261123;

  /** Figures of three read models. */
  private static final List<String> WRONGS =
      List.of(
          "update statement_line set units = '1'",
          "delete from pool_party",
          "update posting set amount = '7' where place = (select max(place) from posting)",
          "update usage_totals set usages = usages + 1");

  @TempDir private static Path once;
  @TempDir private Path folder;

  @BeforeAll
  static void closeMonth() {
    try (var stores = new KeptStores()) {
      var month =
          new Month(Month.write(once.resolve("files"), 7, 100), once.resolve("store"), stores);
      month.imported();
      month.closed();
    }
  }

  private Month closed(KeptStores stores) {
    return new Month(once.resolve("files"), copied(), stores);
  }

  private Path copied() {
    Path store = folder.resolve("store");
    Undisturbed.copy(once.resolve("store"), store);
    return store;
  }

  private static void tamper(OpenStore store) {
    WRONGS.forEach(it -> assertThat(store.get(JdbcTemplate.class).update(it)).as(it).isPositive());
  }

  private static String statements(Month month) {
    month.run("statements", Month.PERIOD, "--format", "json");
    assertThat(month.exit()).as(month.err()).isZero();
    return month.out();
  }

  @Test
  void rebuilt_tables_take_the_place_of_wrong_ones_and_are_followed_on() {
    try (var stores = new KeptStores()) {
      swapsAndGoesOn(stores, closed(stores));
    }
  }

  private static void swapsAndGoesOn(KeptStores stores, Month month) {
    String right = statements(month);
    JsonNode before = month.run("replay", "--json").json();
    assertThat(month.exit()).as(month.out()).isZero();
    assertThat(before.path("digest").stringValue()).hasSize(64);
    assertThat(before.path("statements").intValue()).isPositive();
    tamper(stores.open(month.store(), List.of(), false));
    String wrong = statements(month);
    assertThat(wrong).isNotEqualTo(right);

    JsonNode compared = month.run("replay", "--json").json();
    assertThat(month.exit()).isEqualTo(3);
    assertThat(compared.path("differences").valueStream().map(JsonNode::stringValue))
        .extracting(it -> it.split(" ", -1)[1])
        .containsExactly("usage_totals", "pool_party", "statement_line", "posting", "77");
    assertThat(compared.path("differences").path(4).stringValue())
        .startsWith("the 77 statements have the digest ");
    assertThat(compared.has("swapped")).isFalse();
    assertThat(statements(month)).as("nothing is touched unless asked").isEqualTo(wrong);

    JsonNode swapped = month.run("replay", "--swap", "--json").json();
    assertThat(month.exit()).as("a difference was found").isEqualTo(3);
    assertThat(swapped.path("differences")).isEqualTo(compared.path("differences"));
    assertThat(swapped.path("digest")).isEqualTo(before.path("digest"));
    assertThat(swapped.path("swapped").valueStream().map(JsonNode::stringValue))
        .contains("usage_totals", "statement_line", "posting", "account_balance")
        .doesNotContain("usage_conflict", "payout_run");
    assertThat(statements(month)).isEqualTo(right);

    JsonNode again = month.run("replay", "--swap", "--json").json();
    assertThat(month.exit()).as(month.out()).isZero();
    assertThat(again.has("swapped")).as("without a difference nothing is swapped").isFalse();
    assertThat(month.run("check").exit()).as(month.out()).isZero();
  }

  /** As the owner sees them, in whichever thread. */
  private static Object seen(LocalWork work, Period period) {
    return Caller.OWNER.doing(() -> work.statements(period, null));
  }

  @Test
  void who_reads_meanwhile_sees_the_old_statements_or_the_new_and_nothing_else() throws Exception {
    try (var stores = new KeptStores();
        OpenStore store = stores.open(copied(), List.of(), false);
        ExecutorService reading = Executors.newSingleThreadExecutor()) {
      LocalWork work = store.get(LocalWork.class);
      Period period = Period.parse(Month.PERIOD);
      tamper(store);
      Object old = seen(work, period);
      var end = new AtomicBoolean();
      Future<Object> seen =
          reading.submit(
              () -> {
                Object last = old;
                while (!end.get()) {
                  Object now = seen(work, period);
                  assertThat(now.equals(last) || last.equals(old)).as("old, then new").isTrue();
                  last = now;
                }
                return last;
              });
      Replay.Report report = work.replay(true, (place, last, usages) -> {});
      assertThat(report.swapped()).isNotEmpty();
      Object swapped = seen(work, period);
      end.set(true);
      assertThat(swapped).isNotEqualTo(old);
      assertThat(seen.get()).isIn(old, swapped);
      // And what comes next is followed by all.
      work.change("four-eyes", "on", Signature.NONE);
      assertThat(work.replay(true, (place, last, usages) -> {}).identical()).isTrue();
    }
  }

  @Test
  void swap_that_breaks_off_amid_the_copy_leaves_every_table_as_it_was() {
    try (var stores = new KeptStores();
        OpenStore store = stores.open(copied(), List.of(), false)) {
      JdbcTemplate sql = store.get(JdbcTemplate.class);
      LocalWork work = store.get(LocalWork.class);
      Period period = Period.parse(Month.PERIOD);
      Object right = seen(work, period);
      tamper(store);
      // One of the last tables to be copied takes no row.
      sql.update("delete from statement_payment");
      sql.execute("alter table statement_payment add constraint none check (party = '')");
      Object wrong = seen(work, period);

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> work.replay(true, (place, last, usages) -> {}))
          .withMessageContaining("the swap failed");
      assertThat(seen(work, period)).as("whole, and the old ones").isEqualTo(wrong);
      work.change("four-eyes", "on", Signature.NONE);

      sql.execute("alter table statement_payment drop constraint none");
      assertThat(work.replay(true, (place, last, usages) -> {}).swapped())
          .contains("statement_payment");
      assertThat(seen(work, period)).isEqualTo(right);
    }
  }

  @Test
  void kill_amid_a_swap_leaves_the_old_tables_or_the_new_and_the_next_one_works() {
    Path store = copied();
    String right;
    String wrong;
    try (var stores = new KeptStores()) {
      var month = new Month(once.resolve("files"), store, stores);
      right = statements(month);
      tamper(stores.open(store, List.of(), false));
      wrong = statements(month);
    }
    var random = new SplittableRandom(SEED);
    long begun = Month.bytes(store);
    try (Child child = Child.start(store, List.of("replay", "--swap"))) {
      long until = begun + random.nextLong(300_000);
      boolean killed =
          child.runsUntil(() -> Month.bytes(store) > until) && child.kill() == Child.KILLED;
      System.out.printf("SwappedTablesTest: seed %d, killed: %s%n", SEED, killed);
    }

    try (var stores = new KeptStores()) {
      var month = new Month(once.resolve("files"), store, stores);
      assertThat(statements(month)).isIn(wrong, right);
      month.run("replay", "--swap");
      assertThat(statements(month)).isEqualTo(right);
      assertThat(month.run("check").exit()).as(month.out()).isZero();
    }
  }
}
