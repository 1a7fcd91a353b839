package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.period.Calendar;
import org.royaltyledger.ledger.royalty.Variance;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.run.CloseMonth;

/**
 * What is shown of a draft.
 *
 * @param variance against the month that was closed last; null if none is
 */
public record DraftedMonth(Draft draft, ClosedMonth month, @Nullable Against variance) {

  /**
   * The draft itself; figures are in the month's own document.
   *
   * @param run its id
   * @param result the digest of all that it would book
   * @param cutOff the place in the log up to which it knows
   * @param drafted by whom
   * @param approved by whom, null if it is not
   */
  public record Draft(
      String period, String run, String result, long cutOff, By drafted, @Nullable By approved) {

    public static Draft of(Calendar.Run run) {
      Calendar.Draft it = Objects.requireNonNull(run.draft());
      return new Draft(
          run.period().toString(),
          run.runId(),
          it.result(),
          it.cutOff(),
          By.of(it.drafted()),
          it.approved() == null ? null : By.of(it.approved()));
    }
  }

  /** Who, and why. */
  public record By(String who, @Nullable String why) {

    static By of(Signature it) {
      return new By(it.who(), it.why());
    }

    /** As a sentence has it. */
    public String said() {
      return why == null ? "'%s'".formatted(who) : "'%s' (%s)".formatted(who, why);
    }
  }

  /**
   * How it differs from what the last close booked.
   *
   * @param period the month of that close
   * @param statements of each currency those whose totals changed most
   */
  public record Against(
      String period, List<State> states, List<Statement> statements, List<Parties> parties) {

    public Against {
      states = List.copyOf(states);
      statements = List.copyOf(statements);
      parties = List.copyOf(parties);
    }
  }

  /**
   * Money of a state.
   *
   * @param percent of what it was, null if that was nothing
   */
  public record State(
      String currency,
      String state,
      String now,
      String before,
      String difference,
      @Nullable String percent) {}

  /**
   * A statement's total.
   *
   * @param change is {@code new}, {@code gone}, or that the total is another
   */
  public record Statement(
      String party,
      String currency,
      String change,
      String now,
      String before,
      String difference,
      @Nullable String percent) {}

  /** How many parties have a statement, and of how many that is new, or was the last. */
  public record Parties(String currency, int now, int before, int appeared, int gone) {}

  public static DraftedMonth of(CloseMonth.Drafted drafted) {
    return new DraftedMonth(
        Draft.of(
            new Calendar.Run(drafted.close().booking().period(), drafted.runId(), drafted.draft())),
        ClosedMonth.of(drafted.close()),
        drafted.last() == null
            ? null
            : against(Variance.of(drafted.close().booking(), drafted.last())));
  }

  private static Against against(Variance variance) {
    return new Against(
        variance.before().toString(),
        variance.states().stream()
            .map(
                it ->
                    new State(
                        it.currency(),
                        it.state().written(),
                        text(it.money().now()),
                        text(it.money().before()),
                        text(it.money().difference()),
                        percent(it.money())))
            .toList(),
        variance.statements().stream()
            .map(
                it ->
                    new Statement(
                        it.party().code(),
                        it.currency(),
                        it.isNew() ? "new" : it.isGone() ? "gone" : "changed",
                        text(it.money().now()),
                        text(it.money().before()),
                        text(it.money().difference()),
                        percent(it.money())))
            .toList(),
        variance.parties().stream()
            .map(it -> new Parties(it.currency(), it.now(), it.before(), it.appeared(), it.gone()))
            .toList());
  }

  private static String text(BigDecimal amount) {
    return amount.toPlainString();
  }

  private static @Nullable String percent(Variance.Change money) {
    BigDecimal percent = money.percent();
    return percent == null ? null : percent.toPlainString();
  }
}
