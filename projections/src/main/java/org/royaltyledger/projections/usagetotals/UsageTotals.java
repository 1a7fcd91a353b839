package org.royaltyledger.projections.usagetotals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** Usages and their quantities per offering, territory, month and use type. */
public final class UsageTotals implements ReadModel {

  /** Their quantities fit into a long, each at most 8,192 × 10^12. */
  private static final int MOST_BLOCKS = 1_000;

  private final JdbcTemplate jdbc;
  private final Map<Key, Sum> unsettled = new LinkedHashMap<>();
  private int blocks;

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
    private long quantity;

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
    add(((UsageEvent.UsageBlockRecorded) event).block());
    if (++blocks == MOST_BLOCKS) {
      settle();
    }
  }

  @Override
  public void settle() {
    List<Map.Entry<Key, Sum>> sums = List.copyOf(unsettled.entrySet());
    int[] updated =
        jdbc.batchUpdate(
            "update usage_totals set usages = usages + ?, quantity = quantity + ?"
                + " where offering = ? and territory = ? and used_in = ? and use_type = ?",
            sums.stream().map(it -> row(it.getKey(), it.getValue())).toList());
    jdbc.batchUpdate(
        "insert into usage_totals (usages, quantity, offering, territory, used_in, use_type)"
            + " values (?, ?, ?, ?, ?, ?)",
        IntStream.range(0, updated.length)
            .filter(i -> updated[i] == 0)
            .mapToObj(i -> row(sums.get(i).getKey(), sums.get(i).getValue()))
            .toList());
    forget();
  }

  @Override
  public void forget() {
    unsettled.clear();
    blocks = 0;
  }

  private static Object[] row(Key key, Sum sum) {
    return new Object[] {
      sum.usages, sum.quantity, key.offering, key.territory, key.usedIn, key.useType
    };
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

  private void add(UsageBlock block) {
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
        sum = unsettled.computeIfAbsent(key, it -> new Sum());
      }
      sum.add(block.quantity(row));
      before = row;
    }
  }

  private static boolean alike(UsageBlock block, int one, int other) {
    return block.offering(one) == block.offering(other)
        && block.territory(one) == block.territory(other)
        && block.useType(one) == block.useType(other)
        && block.day(one) == block.day(other);
  }
}
