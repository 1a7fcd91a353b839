package org.royaltyledger.api.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.royaltyledger.api.example.ExampleMonth;
import org.royaltyledger.api.setup.OpenStore;
import org.royaltyledger.api.setup.Postgres;
import org.royaltyledger.api.work.LocalWork;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.payout.PayoutCommand;
import org.royaltyledger.ledger.payout.PayoutDeed;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.audit.Check;
import org.royaltyledger.projections.balance.Balance;
import org.royaltyledger.projections.payout.Payout;

/** Whoever collects at the same time, and whatever is done in whatever order: paid is once. */
@ResourceLock("postgres")
class PaidOnceTest {

  private static final int AT_ONCE = 3;
  private static final int ROUNDS = 2;
  private static final int STEPS = Integer.getInteger("steps", 30);
  private static final long SEED = Long.getLong("seed", 5);
  private static final List<PayoutDeed> DEEDS = List.of(PayoutDeed.values());

  @TempDir private Path folder;

  @Test
  void nothing_is_paid_twice() throws Exception {
    Caller.OWNER.doing(() -> isPaidOnce(List.of(), PaidOnceTest::inWhateverOrder));
  }

  @Test
  void what_several_collect_at_once_is_paid_once_on_postgresql() throws Exception {
    Caller.OWNER.doing(
        () -> isPaidOnce(List.of(Postgres.emptyDatabase(), Postgres.vaultKey(folder)), work -> {}));
  }

  private Path isPaidOnce(List<String> settings, Consumer<LocalWork> then) throws Exception {
    Path files = folder.resolve("files");
    ExampleMonth.write(files, new ExampleMonth.Settings(7, 60, false, true));
    try (OpenStore store = OpenStore.open(folder.resolve("store"), settings, false)) {
      LocalWork work = store.get(LocalWork.class);
      work.importFiles(inside(files), null, (file, bytes, size, lines) -> {});
      work.close(Period.parse(ExampleMonth.PERIOD), done -> {});
      Map<String, BigDecimal> owed = toBePaid(work);
      assertThat(owed).isNotEmpty();

      collectedAtOnce(work);
      assertThat(toBePaid(work)).isEqualTo(owed);
      then.accept(work);
      assertThat(toBePaid(work)).isEqualTo(owed);

      assertThat(work.accounts(null).isBalanced()).isTrue();
      assertThat(work.check(done -> {})).allMatch(Check.Finding::ok);
    }
    return files;
  }

  /** Of some who collect at once, one gets all; the others are refused. */
  private static void collectedAtOnce(LocalWork work) throws Exception {
    var together = new CyclicBarrier(AT_ONCE);
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int round = 1; round <= ROUNDS; round++) {
        var collecting = new ArrayList<Future<Payout>>();
        for (int i = 0; i < AT_ONCE; i++) {
          collecting.add(
              threads.submit(
                  () -> {
                    together.await();
                    return Caller.OWNER.doing(() -> work.collect(null, null, Signature.NONE));
                  }));
        }
        var collected = new ArrayList<Payout>();
        for (Future<Payout> it : collecting) {
          try {
            collected.add(it.get());
          } catch (ExecutionException e) {
            assertThat(e.getCause())
                .isInstanceOfSatisfying(
                    Refused.class,
                    refused ->
                        assertThat(refused.code())
                            .isIn(Refused.Code.PAYOUT_OVERTAKEN, Refused.Code.NOTHING_PAYABLE));
          }
        }
        assertThat(collected).hasSize(1);
        assertThat(work.payouts()).hasSize(round);
        act(work, round, PayoutDeed.CANCEL, null);
      }
    }
  }

  private static void inWhateverOrder(LocalWork work) {
    var random = new SplittableRandom(SEED);
    System.out.printf("PaidOnceTest: seed %d (-Dseed=S)%n", SEED);
    int done = 0;
    for (int step = 0; step < STEPS; step++) {
      List<Payout.Totals> runs = work.payouts();
      try {
        if (random.nextInt(6) == 0) {
          work.collect(null, null, Signature.NONE);
        } else {
          Payout run = work.payout(new PayoutId(runs.size() - random.nextInt(2)));
          PayoutDeed deed =
              random.nextInt(3) == 0
                  ? DEEDS.get(random.nextInt(DEEDS.size()))
                  : next(run.state(), random);
          Payout.Item item = run.items().get(random.nextInt(run.items().size()));
          act(
              work,
              PayoutId.parse(run.run()).number(),
              deed,
              deed.isOfItems() && random.nextInt(3) > 0 ? item.party() : null);
        }
        done++;
      } catch (Refused refused) {
        assertThat(refused.code())
            .isIn(
                Refused.Code.PAYOUT_STATE,
                Refused.Code.NOTHING_PAYABLE,
                Refused.Code.NO_PARTY,
                Refused.Code.BAD_INPUT);
      }
    }
    assertThat(done).isGreaterThan(8);
  }

  /** What fits a run that has come so far. */
  private static PayoutDeed next(String state, SplittableRandom random) {
    return switch (state) {
      case "collected" -> PayoutDeed.APPROVE;
      case "approved" -> PayoutDeed.SEND;
      case "sent" -> random.nextBoolean() ? PayoutDeed.SETTLE : PayoutDeed.FAIL;
      default -> PayoutDeed.RETURN;
    };
  }

  private static void act(LocalWork work, int run, PayoutDeed deed, @Nullable String party) {
    var parties = new TreeSet<PartyId>();
    if (party != null) {
      parties.add(new PartyId(party));
    }
    work.act(new PayoutId(run), deed, new PayoutCommand.Which(parties, null), null, Signature.NONE);
  }

  /** What closes have made payable: by party and currency, wherever it is by now. */
  private static Map<String, BigDecimal> toBePaid(LocalWork work) {
    var sums = new TreeMap<String, BigDecimal>();
    for (Balance it : work.accounts(null).balances()) {
      switch (it.account().kind()) {
        case PAYABLE, IN_PAYMENT, PAID -> {
          assertThat(it.amount()).as(it.account().toString()).isNotNegative();
          sums.merge(it.account().holder() + " " + it.currency(), it.amount(), BigDecimal::add);
        }
        default -> {}
      }
    }
    return sums;
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }
}
