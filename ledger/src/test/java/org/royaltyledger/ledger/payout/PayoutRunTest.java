package org.royaltyledger.ledger.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Entry;
import org.royaltyledger.ledger.account.PayoutEntries;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.settings.StoreSettings;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

/** What may be done to a payout run and when, and where the money is then. */
class PayoutRunTest {

  private static final Period MONTH = Period.parse("2026-11");
  private static final PayoutId FIRST = new PayoutId(1);
  private static final Signature ANN = new Signature("ann", null);
  private static final Signature BEN = new Signature("ben", "checked");
  private static final StoreSettings FOUR_EYES = new StoreSettings(true, null);
  private static final List<PayoutDeed> DEEDS = List.of(PayoutDeed.values());
  private static final List<String> PARTIES = List.of("ann", "ben", "cleo");

  private static PayoutEvent.Item item(String party, String currency, String amount) {
    return new PayoutEvent.Item(party, currency, amount);
  }

  private static PayoutCommand.Collect collect(PayoutEvent.Item... items) {
    return new PayoutCommand.Collect(FIRST, MONTH, List.of(items), ANN, FOUR_EYES);
  }

  private static PayoutCommand.Act act(PayoutDeed deed, Signature by, String... parties) {
    return act(FIRST, deed, by, null, parties);
  }

  private static PayoutCommand.Act act(
      PayoutId run, PayoutDeed deed, Signature by, @Nullable String currency, String... parties) {
    var only = new TreeSet<PartyId>();
    Stream.of(parties).forEach(it -> only.add(new PartyId(it)));
    return new PayoutCommand.Act(
        run, deed, new PayoutCommand.Which(only, currency), "ref", MONTH, by, FOUR_EYES);
  }

  private static PayoutRun after(PayoutCommand... commands) {
    PayoutRun run = PayoutRun.NONE;
    for (PayoutCommand it : commands) {
      for (PayoutEvent event : run.decide(it)) {
        run = run.evolve(event);
      }
    }
    return run;
  }

  private static void refused(Refused.Code code, PayoutRun run, PayoutCommand command) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.decide(command))
        .satisfies(it -> assertThat(it.code()).isEqualTo(code));
  }

  private static PayoutRun sent() {
    return after(
        collect(item("ann", "EUR", "5.00"), item("ann", "JPY", "7"), item("ben", "EUR", "0.01")),
        act(PayoutDeed.APPROVE, BEN),
        act(PayoutDeed.SEND, ANN));
  }

  @Test
  void run_ends_when_the_bank_has_said_of_each_item_what_became_of_it() {
    PayoutRun run = sent();
    run = with(run, act(PayoutDeed.FAIL, ANN, "ben"));
    assertThat(run.state()).isEqualTo(PayoutRun.State.SENT);
    run = with(run, act(PayoutDeed.SETTLE, ANN));
    assertThat(run.state()).isEqualTo(PayoutRun.State.ENDED);
    run = with(run, act(FIRST, PayoutDeed.RETURN, ANN, "JPY", "ann"));
    assertThat(run.state()).isEqualTo(PayoutRun.State.ENDED);
    assertThat(run.items().stream().map(PayoutRun.Item::state))
        .containsExactly(ItemState.SETTLED, ItemState.RETURNED, ItemState.FAILED);
  }

  private static PayoutRun with(PayoutRun run, PayoutCommand command) {
    PayoutRun then = run;
    for (PayoutEvent event : run.decide(command)) {
      then = then.evolve(event);
    }
    return then;
  }

  @Test
  void run_that_is_begun_is_not_begun_again() {
    refused(
        Refused.Code.PAYOUT_OVERTAKEN,
        after(collect(item("ann", "EUR", "5.00"))),
        collect(item("ann", "EUR", "5.00")));
  }

  @Test
  void another_approves_than_the_one_who_collected() {
    PayoutRun run = after(collect(item("ann", "EUR", "5.00")));
    refused(Refused.Code.SAME_NAME, run, act(PayoutDeed.APPROVE, ANN));
    refused(Refused.Code.NAME_NEEDED, run, act(PayoutDeed.APPROVE, Signature.NONE));
    refused(Refused.Code.PAYOUT_STATE, run, act(PayoutDeed.SEND, BEN));
    assertThat(with(run, act(PayoutDeed.APPROVE, BEN)).state()).isEqualTo(PayoutRun.State.APPROVED);
  }

  @Test
  void what_is_sent_is_not_cancelled_and_what_is_not_sent_not_settled() {
    refused(Refused.Code.PAYOUT_STATE, sent(), act(PayoutDeed.CANCEL, ANN));
    refused(Refused.Code.PAYOUT_STATE, sent(), act(PayoutDeed.RETURN, ANN, "ben"));
    refused(
        Refused.Code.PAYOUT_STATE,
        after(collect(item("ann", "EUR", "5.00"))),
        act(PayoutDeed.SETTLE, ANN));
    refused(Refused.Code.NO_PAYOUT, PayoutRun.NONE, act(PayoutDeed.SETTLE, ANN));
  }

  @Test
  void some_parties_are_named_or_nothing_is_done() {
    refused(Refused.Code.BAD_INPUT, sent(), act(PayoutDeed.FAIL, ANN));
    refused(Refused.Code.NO_PARTY, sent(), act(PayoutDeed.FAIL, ANN, "ann", "cleo"));
    PayoutRun run = with(sent(), act(FIRST, PayoutDeed.SETTLE, ANN, "EUR", "ann"));
    refused(Refused.Code.PAYOUT_STATE, run, act(PayoutDeed.SETTLE, ANN, "ann"));
    refused(Refused.Code.NO_PARTY, run, act(FIRST, PayoutDeed.SETTLE, ANN, "JPY", "ben"));
  }

  /** The books by hand: of each party what is payable, in payment and paid, in cents. */
  private static final class Model {
    private final Map<String, Long> payable = new TreeMap<>();
    private final Map<String, Long> inPayment = new TreeMap<>();
    private final Map<String, Long> paid = new TreeMap<>();
    private final Map<String, Long> earned = new TreeMap<>();

    void move(Map<String, Long> from, Map<String, Long> to, String party, long amount) {
      from.merge(party, -amount, Long::sum);
      to.merge(party, amount, Long::sum);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("seeds", 150));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothing_is_paid_twice_or_lost_whatever_is_done_in_whatever_order(long seed) {
    var random = new SplittableRandom(seed);
    var model = new Model();
    var books = new EnumMap<Account.Kind, Map<String, BigDecimal>>(Account.Kind.class);
    var runs = new ArrayList<PayoutRun>();
    var fates = new ArrayList<Map<String, ItemState>>();
    for (int step = 0; step < 60; step++) {
      if (random.nextInt(4) == 0) { // a month is closed
        for (String party : PARTIES) {
          long amount = random.nextInt(500);
          model.earned.merge(party, amount, Long::sum);
          model.payable.merge(party, amount, Long::sum);
          books
              .computeIfAbsent(Account.Kind.PAYABLE, _ -> new TreeMap<>())
              .merge(party, cents(-amount), BigDecimal::add);
        }
      } else if (runs.isEmpty() || random.nextInt(5) == 0) {
        collected(runs, fates, model, books);
      } else {
        acted(random, runs, fates, model, books);
      }
      for (String party : PARTIES) {
        assertThat(shown(books, Account.Kind.PAYABLE, party))
            .isEqualByComparingTo(cents(model.payable.getOrDefault(party, 0L)));
        assertThat(shown(books, Account.Kind.IN_PAYMENT, party))
            .isEqualByComparingTo(cents(model.inPayment.getOrDefault(party, 0L)));
        assertThat(shown(books, Account.Kind.PAID, party))
            .isEqualByComparingTo(cents(model.paid.getOrDefault(party, 0L)));
        assertThat(
                model.payable.getOrDefault(party, 0L)
                    + model.inPayment.getOrDefault(party, 0L)
                    + model.paid.getOrDefault(party, 0L))
            .isEqualTo(model.earned.getOrDefault(party, 0L));
      }
    }
  }

  private static void collected(
      List<PayoutRun> runs,
      List<Map<String, ItemState>> fates,
      Model model,
      Map<Account.Kind, Map<String, BigDecimal>> books) {
    var items = new ArrayList<PayoutEvent.Item>();
    for (String party : PARTIES) {
      BigDecimal payable = shown(books, Account.Kind.PAYABLE, party);
      if (payable.signum() > 0) {
        items.add(item(party, "EUR", payable.toPlainString()));
      }
    }
    if (items.isEmpty()) {
      return;
    }
    var run = new PayoutId(runs.size() + 1);
    var fate = new TreeMap<String, ItemState>();
    for (PayoutEvent.Item it : items) {
      model.move(
          model.payable,
          model.inPayment,
          it.party(),
          new BigDecimal(it.amount()).movePointRight(2).longValueExact());
      fate.put(it.party(), ItemState.IN_PAYMENT);
    }
    fates.add(fate);
    runs.add(
        book(
            PayoutRun.NONE,
            new PayoutCommand.Collect(run, MONTH, items, ANN, StoreSettings.DEFAULT),
            books));
  }

  /** Something that may be right or wrong; the model knows which by a table of its own. */
  private static void acted(
      SplittableRandom random,
      List<PayoutRun> runs,
      List<Map<String, ItemState>> fates,
      Model model,
      Map<Account.Kind, Map<String, BigDecimal>> books) {
    int which = random.nextInt(runs.size());
    PayoutRun run = runs.get(which);
    PayoutDeed deed = DEEDS.get(random.nextInt(DEEDS.size()));
    String party = PARTIES.get(random.nextInt(PARTIES.size()));
    boolean all = random.nextBoolean();
    Map<String, ItemState> fate = fates.get(which);
    List<String> meant = all ? List.copyOf(fate.keySet()) : List.of(party);
    String progress = run.state().written();
    boolean said = progress.equals("sent") || progress.equals("ended");
    List<String> moved =
        switch (deed) {
          case APPROVE -> progress.equals("collected") ? meant : List.of();
          case SEND -> progress.equals("approved") ? meant : List.of();
          case CANCEL ->
              progress.equals("collected") || progress.equals("approved")
                  ? List.copyOf(fate.keySet())
                  : List.of();
          case SETTLE -> said ? those(meant, fate, ItemState.IN_PAYMENT) : List.of();
          case FAIL -> said && !all ? those(meant, fate, ItemState.IN_PAYMENT) : List.of();
          case RETURN -> said && !all ? those(meant, fate, ItemState.SETTLED) : List.of();
        };
    var command =
        act(
            new PayoutId(which + 1),
            deed,
            BEN,
            null,
            all || !deed.isOfItems() ? new String[0] : new String[] {party});
    if (moved.isEmpty()) {
      assertThatExceptionOfType(Refused.class).isThrownBy(() -> run.decide(command));
      return;
    }
    for (PayoutRun.Item it : run.items()) {
      if (!moved.contains(it.of().party())) {
        continue;
      }
      long amount = new BigDecimal(it.of().amount()).movePointRight(2).longValueExact();
      switch (deed) {
        case APPROVE, SEND -> {}
        case CANCEL, FAIL -> model.move(model.inPayment, model.payable, it.of().party(), amount);
        case SETTLE -> model.move(model.inPayment, model.paid, it.of().party(), amount);
        case RETURN -> model.move(model.paid, model.payable, it.of().party(), amount);
      }
      fate.put(
          it.of().party(),
          switch (deed) {
            case APPROVE, SEND -> ItemState.IN_PAYMENT;
            case CANCEL -> ItemState.CANCELLED;
            case FAIL -> ItemState.FAILED;
            case SETTLE -> ItemState.SETTLED;
            case RETURN -> ItemState.RETURNED;
          });
    }
    runs.set(which, book(run, command, books));
  }

  private static List<String> those(
      List<String> meant, Map<String, ItemState> fate, ItemState state) {
    return meant.stream().filter(it -> fate.get(it) == state).toList();
  }

  private static PayoutRun book(
      PayoutRun run, PayoutCommand command, Map<Account.Kind, Map<String, BigDecimal>> books) {
    PayoutRun then = run;
    for (PayoutEvent event : run.decide(command)) {
      then = then.evolve(event);
      if (event instanceof PayoutEvent.Moving moving) {
        for (Entry entry : PayoutEntries.of(moving, 1)) {
          for (Posting it : entry.postings()) {
            books
                .computeIfAbsent(it.account().kind(), _ -> new TreeMap<>())
                .merge(it.account().holder(), it.amount(), BigDecimal::add);
          }
        }
      }
    }
    return then;
  }

  private static BigDecimal shown(
      Map<Account.Kind, Map<String, BigDecimal>> books, Account.Kind kind, String party) {
    return books.getOrDefault(kind, Map.of()).getOrDefault(party, BigDecimal.ZERO).negate();
  }

  private static BigDecimal cents(long amount) {
    return BigDecimal.valueOf(amount, 2);
  }
}
