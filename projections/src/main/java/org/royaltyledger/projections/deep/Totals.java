package org.royaltyledger.projections.deep;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How much was used of what, and which block holds usages of which month. */
final class Totals implements AutoCloseable {

  static final String LINE = "deep-usage-totals";
  static final String BLOCKS = "deep-month-blocks";

  private static final class Sum {
    private long usages;
    private BigInteger quantity = BigInteger.ZERO;
    private long first;
    private long last;
  }

  private final Store store;
  private final Findings findings;
  private final long totalsUpTo;
  private final long blocksUpTo;
  private final Map<List<String>, Sum> sums = new HashMap<>();
  private final Store.Cursor rows;
  private @Nullable List<@Nullable String> row;
  private long blocks;

  Totals(Store store, Findings findings, Followed followed) throws SQLException {
    this.store = store;
    this.findings = findings;
    totalsUpTo = followed.of("usagetotals");
    blocksUpTo = followed.of("monthblocks");
    findings.line(LINE, "");
    findings.line(BLOCKS, "");
    rows =
        store.cursor(
            "select place, used_in, usages, seeks from month_block order by place, used_in");
    row = rows.next();
  }

  void add(long place, UsageBlock block) throws SQLException {
    if (place <= totalsUpTo) {
      block
          .totals()
          .forEach(
              (key, some) -> {
                Sum sum = sums.computeIfAbsent(key, _ -> new Sum());
                sum.usages += some[0];
                sum.quantity = sum.quantity.add(BigInteger.valueOf(some[1]));
                sum.first = sum.first == 0 ? place : sum.first;
                sum.last = place;
              });
    }
    if (place <= blocksUpTo) {
      for (Map.Entry<String, Long> it : block.months().entrySet()) {
        next(place, it.getKey(), it.getValue().toString(), String.valueOf(block.seeks()));
      }
    }
  }

  private void next(long place, String month, String usages, String seeks) throws SQLException {
    blocks++;
    while (row != null && compare(row, place, month) < 0) {
      ofNothing(row);
      row = rows.next();
    }
    if (row == null || compare(row, place, month) > 0) {
      wrong(
          place, "month_block does not hold the block at place %d for %s".formatted(place, month));
      return;
    }
    if (!usages.equals(row.get(2)) || !seeks.equals(row.get(3))) {
      wrong(
          place,
          "month_block (place=%d, used_in=%s) holds usages=%s, seeks=%s where the log gives %s, %s"
              .formatted(place, month, row.get(2), row.get(3), usages, seeks));
    }
    row = rows.next();
  }

  private static int compare(List<@Nullable String> row, long place, String month) {
    int byPlace = Long.compare(place(row), place);
    return byPlace != 0 ? byPlace : Objects.requireNonNull(row.get(1)).compareTo(month);
  }

  private static long place(List<@Nullable String> row) {
    return Long.parseLong(Objects.requireNonNull(row.getFirst()));
  }

  private void ofNothing(List<@Nullable String> extra) {
    wrong(
        place(extra),
        "month_block holds place %s for %s, which has no such usage"
            .formatted(extra.get(0), extra.get(1)));
  }

  private void wrong(long place, String what) {
    findings.add(BLOCKS, Wrong.at(place, what));
  }

  /** What can be said once all blocks were added. */
  void end() throws SQLException {
    for (; row != null; row = rows.next()) {
      ofNothing(row);
    }
    var expected =
        new Rows(
            "usage_totals",
            4,
            "offering",
            "territory",
            "used_in",
            "use_type",
            "usages",
            "quantity");
    sums.forEach(
        (key, it) -> {
          var cells = new ArrayList<Object>(key);
          cells.add(it.usages);
          cells.add(it.quantity);
          expected.add(it.first, it.last, cells.toArray());
        });
    int size = sums.size();
    expected.compare(store, findings, LINE, 0, "");
    findings.line(LINE, "%d totals, each the sum of its usages".formatted(size));
    findings.line(BLOCKS, "%d months of blocks, each with its usages".formatted(blocks));
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
