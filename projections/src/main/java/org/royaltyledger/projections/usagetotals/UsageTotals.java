package org.royaltyledger.projections.usagetotals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** Usages and their quantities per offering, territory, month and use type. */
public final class UsageTotals implements ReadModel {

  private final JdbcTemplate jdbc;

  public UsageTotals(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A line of the totals. */
  public record Total(
      String offering,
      String territory,
      String usedIn,
      String useType,
      long usages,
      BigDecimal quantity) {}

  private record Key(String offering, String territory, String usedIn, String useType) {}

  private static final class Sum {
    private long usages;
    private long quantity; // a block's sum to at most 8,192 × 10^12

    void add(long more) {
      usages++;
      quantity += more;
    }
  }

  @Override
  public String name() {
    return "usagetotals";
  }

  @Override
  public List<String> tables() {
    return List.of("usage_totals");
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == UsageEvent.UsageBlockRecorded.class;
  }

  @Override
  public void on(long place, Object event) {
    UsageBlock block = ((UsageEvent.UsageBlockRecorded) event).block();
    totalsOf(block).forEach((key, sum) -> add(key, sum));
  }

  /** All totals, in the order of their keys. */
  public List<Total> all() {
    return jdbc.query(
        "select offering, territory, used_in, use_type, usages, quantity from usage_totals"
            + " order by used_in, offering, territory, use_type",
        (row, n) ->
            new Total(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getBigDecimal(6)));
  }

  private static Map<Key, Sum> totalsOf(UsageBlock block) {
    Map<Key, Sum> totals = new LinkedHashMap<>();
    Key key = null;
    Sum sum = null;
    int before = -1;
    Map<Long, String> months = new HashMap<>();
    for (int row = 0; row < block.size(); row++) {
      // Neighbours often share a key, and then nothing is looked up.
      if (key == null || sum == null || !alike(block, before, row)) {
        String usedIn =
            months.computeIfAbsent(
                block.day(row), day -> Period.of(LocalDate.ofEpochDay(day)).toString());
        key =
            new Key(
                block.word(block.offering(row)),
                block.word(block.territory(row)),
                usedIn,
                block.word(block.useType(row)));
        sum = totals.computeIfAbsent(key, it -> new Sum());
      }
      sum.add(block.quantity(row));
      before = row;
    }
    return totals;
  }

  private static boolean alike(UsageBlock block, int one, int other) {
    return block.offering(one) == block.offering(other)
        && block.territory(one) == block.territory(other)
        && block.useType(one) == block.useType(other)
        && block.day(one) == block.day(other);
  }

  private void add(Key key, Sum sum) {
    int updated =
        jdbc.update(
            "update usage_totals set usages = usages + ?, quantity = quantity + ?"
                + " where offering = ? and territory = ? and used_in = ? and use_type = ?",
            sum.usages,
            sum.quantity,
            key.offering,
            key.territory,
            key.usedIn,
            key.useType);
    if (updated == 0) {
      jdbc.update(
          "insert into usage_totals (offering, territory, used_in, use_type, usages, quantity)"
              + " values (?, ?, ?, ?, ?, ?)",
          key.offering,
          key.territory,
          key.usedIn,
          key.useType,
          sum.usages,
          sum.quantity);
    }
  }
}
