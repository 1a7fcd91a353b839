package org.royaltyledger.projections.deep;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of a close, compared one after the other: there may be millions. */
final class Lines implements AutoCloseable {

  private static final List<String> COLUMNS =
      List.of(
          "line",
          "adjusts",
          "party",
          "currency",
          "offering",
          "territory",
          "territory_of_use",
          "use_type",
          "asset",
          "asset_kind",
          "licence",
          "part",
          "used_in",
          "units",
          "share",
          "exact",
          "held");

  private final Findings findings;
  private final String period;
  private final long place;
  private final Store.Cursor cursor;
  private @Nullable List<@Nullable String> row;

  /**
   * @param place of the close
   */
  Lines(Store store, Findings findings, String period, long place) throws SQLException {
    this.findings = findings;
    this.period = period;
    this.place = place;
    this.cursor =
        store.cursor(
            "select %s from statement_line where period = ? order by line, party"
                .formatted(String.join(", ", COLUMNS)),
            period);
    row = cursor.next();
  }

  /**
   * @param of the place of the line's block
   */
  void next(long of, int number, @Nullable String... cells) throws SQLException {
    while (row != null && number(row) < number) {
      ofNothing(row);
      row = cursor.next();
    }
    if (row == null || number(row) > number) {
      wrong(of, "statement_line does not hold line %d of %s".formatted(number, period), of);
      return;
    }
    var expected = new ArrayList<@Nullable String>();
    expected.add(String.valueOf(number));
    expected.addAll(Arrays.asList(cells));
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (!Objects.equals(expected.get(i), row.get(i))) {
        wrong(
            of,
            "statement_line %d of %s holds %s=%s where the log gives %s"
                .formatted(
                    number,
                    period,
                    COLUMNS.get(i),
                    Order.shown(row.get(i)),
                    Order.shown(expected.get(i))),
            of);
      }
    }
    row = cursor.next();
  }

  private void wrong(long of, String what, long from) {
    findings.add(Close.STATEMENTS, Wrong.at(of, "%s (from place %d)".formatted(what, from)));
  }

  private void ofNothing(List<@Nullable String> extra) {
    findings.add(
        Close.STATEMENTS,
        Wrong.at(
            place,
            "statement_line holds line %s of %s for %s, which no event gives"
                .formatted(extra.get(0), period, Order.shown(extra.get(2)))));
  }

  private static long number(List<@Nullable String> row) {
    return Long.parseLong(Objects.requireNonNull(row.getFirst()));
  }

  /** What is left over is of nothing. */
  @Override
  public void close() throws SQLException {
    try (cursor) {
      for (; row != null; row = cursor.next()) {
        ofNothing(row);
      }
    }
  }
}
