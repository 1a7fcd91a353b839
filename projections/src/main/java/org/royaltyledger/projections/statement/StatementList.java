package org.royaltyledger.projections.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.value.Period;
import org.springframework.jdbc.core.JdbcTemplate;

/** The statements of closed months without their lines, in pages. */
public final class StatementList {

  private final JdbcTemplate jdbc;

  public StatementList(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** What becomes of a statement. */
  public enum Paid {
    TO_BE_PAID("cast(payout as numeric) > 0"),
    CARRIED_FORWARD("cast(carried_forward as numeric) > 0"),
    OWED_BACK("cast(carried_forward as numeric) < 0");

    private final String condition;

    Paid(String condition) {
      this.condition = condition;
    }

    /** As documents have it. */
    public String written() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException if it is none
     */
    public static Paid of(String written) {
      return Arrays.stream(values())
          .filter(it -> it.written().equals(written))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "payment '%s' is not known: it is to-be-paid, carried-forward or owed-back"
                          .formatted(written)));
    }
  }

  /**
   * Which of a month's.
   *
   * @param currency that it is in; null is any
   * @param paid null is any
   */
  public record Which(@Nullable String currency, @Nullable Paid paid) {
    public static final Which ALL = new Which(null, null);
  }

  /**
   * One of them.
   *
   * @param number its place in its month, from 0, by party and currency
   * @param carriedForward null if the month was closed by a program that settled nothing
   */
  public record Row(int number, Statements.Total total, @Nullable BigDecimal carriedForward) {

    /** What becomes of it, null if that is nothing or was not settled. */
    public @Nullable Paid paid() {
      BigDecimal payout = total.payout();
      return payout != null && payout.signum() > 0
          ? Paid.TO_BE_PAID
          : carriedForward == null || carriedForward.signum() == 0
              ? null
              : carriedForward.signum() > 0 ? Paid.CARRIED_FORWARD : Paid.OWED_BACK;
    }
  }

  /**
   * Those of a closed month from a number on, in their order.
   *
   * @param most how many of them
   */
  public List<Row> of(Period period, Parties parties, Which which, int from, int most) {
    var parameters = new ArrayList<Object>();
    parameters.add(period.toString());
    parameters.add(from);
    var conditions = new StringBuilder();
    if (which.currency != null) {
      conditions.append(" and statement.currency = ?");
      parameters.add(which.currency);
    }
    if (which.paid != null) {
      conditions.append(" and ").append(which.paid.condition);
    }
    String end = "";
    if (parties.isAll()) { // of some it finds the rows by their ids, and sorts them here
      end = " order by number limit ?";
      parameters.add(most);
    }
    List<Row> rows =
        jdbc.query(
            "select statement.party, statement.currency, total, due, payout, payout_currency,"
                + " number, lines, carried_forward from statement left join statement_payment on"
                + " statement.period = statement_payment.period and statement.party ="
                + " statement_payment.party and statement.currency = statement_payment.currency"
                + " where statement.period = ? and number >= ?"
                + conditions
                + parties.condition("statement.party")
                + end,
            (row, n) ->
                new Row(
                    row.getInt(7),
                    new Statements.Total(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(8),
                        new BigDecimal(row.getString(3)),
                        decimal(row.getString(4)),
                        decimal(row.getString(5)),
                        row.getString(6)),
                    decimal(row.getString(9))),
            parties.parameters(parameters.toArray()));
    rows.sort(Comparator.comparingInt(Row::number));
    return List.copyOf(rows.subList(0, Math.min(most, rows.size())));
  }

  private static @Nullable BigDecimal decimal(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
