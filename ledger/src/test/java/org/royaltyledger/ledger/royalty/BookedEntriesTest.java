package org.royaltyledger.ledger.royalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.account.Account;
import org.royaltyledger.ledger.account.Entries;
import org.royaltyledger.ledger.account.Entry;
import org.royaltyledger.ledger.account.Posting;
import org.royaltyledger.ledger.account.Reason;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;

/** Whatever a close books is moved in the journal, all of it and nothing else. */
class BookedEntriesTest {

  private static final int MONTHS_A_CHUNK = 30;

  static LongStream chunks() {
    return LongStream.range(0, 5);
  }

  private static @Nullable RunResult result(long seed) {
    try {
      return new RandomMonth(seed).fold().result();
    } catch (Refused refused) {
      return null;
    }
  }

  private static RunResult in(String period, RunResult it) {
    return new RunResult(
        Period.parse(period),
        it.rows(),
        it.pools(),
        it.lines(),
        it.waiting(),
        it.notices(),
        it.rates());
  }

  @ParameterizedTest(name = "seeds from {0} × 30")
  @MethodSource("chunks")
  void entries_move_what_the_states_say(long chunk) {
    for (long seed = chunk * MONTHS_A_CHUNK; seed < (chunk + 1) * MONTHS_A_CHUNK; seed++) {
      RunResult result = result(seed);
      if (result != null) {
        // A month after, with a closed one of which all is taken back.
        RunResult nothing =
            new RunResult(
                result.period(), List.of(), List.of(), List.of(), List.of(), List.of(), null);
        var booking = new Booking(in("2026-12", result), List.of(nothing.minus(result)));
        assertMoves(booking.month(), Reason.EARNED, Entries.of(booking, 7), seed);
        assertMoves(
            booking.adjustments().getFirst(), Reason.ADJUSTED, Entries.of(booking, 7), seed);
      }
    }
  }

  private static void assertMoves(RunResult result, Reason reason, List<Entry> all, long seed) {
    var byState = new TreeMap<String, BigDecimal>();
    var cameIn = new TreeMap<String, BigDecimal>();
    for (Entry entry : all) {
      assertThat(entry.source()).isEqualTo(7);
      assertThat(entry.bookedIn()).hasToString("2026-12");
      if (entry.reason() == reason) {
        assertThat(entry.usedIn()).isEqualTo(result.period());
        String currency = entry.currency().getCurrencyCode();
        for (Posting it : entry.postings()) {
          assertThat(it.amount().scale()).isEqualTo(entry.currency().getDefaultFractionDigits());
          if (it.account().kind() == Account.Kind.RECEIVABLE) {
            cameIn.merge(currency, it.amount(), BigDecimal::add);
          } else {
            byState.merge(
                currency + " " + state(it.account()), it.amount().negate(), BigDecimal::add);
          }
        }
      }
    }
    var expected = new TreeMap<String, BigDecimal>();
    for (RunResult.StateAmount it : result.states()) {
      expected.put(it.currency().getCurrencyCode() + " " + it.state().written(), it.amount());
    }
    assertSame(byState, expected, seed);
    var netRevenue = new TreeMap<String, BigDecimal>();
    for (RunResult.Row it : result.rows()) {
      netRevenue.merge(it.currency().getCurrencyCode(), it.netRevenue(), BigDecimal::add);
    }
    assertSame(cameIn, netRevenue, seed);
  }

  private static String state(Account account) {
    return switch (account.kind()) {
      case PARTY -> State.PAYABLE.written();
      case RETAINED -> State.RETAINED.written();
      case WAITING -> account.holder();
      default -> throw new AssertionError("no state: " + account);
    };
  }

  private static void assertSame(
      Map<String, BigDecimal> moved, Map<String, BigDecimal> expected, long seed) {
    var left = new TreeMap<>(moved);
    expected.forEach((key, amount) -> left.merge(key, amount.negate(), BigDecimal::add));
    left.values().removeIf(it -> it.signum() == 0);
    assertThat(left).as("seed %d", seed).isEmpty();
  }

  @Test
  void random_months_are_mostly_closed() {
    assertThat(LongStream.range(0, 5 * MONTHS_A_CHUNK).filter(it -> result(it) != null).count())
        .isGreaterThan(50);
  }
}
