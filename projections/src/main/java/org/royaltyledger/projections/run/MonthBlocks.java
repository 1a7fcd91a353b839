package org.royaltyledger.projections.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.projections.readmodel.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which blocks hold usages of which month, so that a close need not read the whole log. */
public final class MonthBlocks implements ReadModel {

  private final JdbcTemplate jdbc;

  public MonthBlocks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "monthblocks";
  }

  @Override
  public List<String> tables() {
    return List.of("month_block");
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == UsageEvent.UsageBlockRecorded.class;
  }

  @Override
  public void on(long place, Object event) {
    usagesByMonth(((UsageEvent.UsageBlockRecorded) event).block())
        .forEach(
            (month, usages) ->
                jdbc.update(
                    "insert into month_block (used_in, place, usages) values (?, ?, ?)",
                    month.toString(),
                    place,
                    usages));
  }

  /**
   * Blocks that may hold usages that count in a period.
   *
   * @param lastClosed the month closed last, null before the first close
   * @param lastCutOff its cut-off
   * @param cutOff of the period
   * @return places, ascending
   */
  List<Long> of(Period period, @Nullable Period lastClosed, long lastCutOff, long cutOff) {
    return jdbc.queryForList(
        "select distinct place from month_block where used_in <= ? and place <= ?"
            + " and (used_in > ? or place > ?) order by place",
        Long.class,
        period.toString(),
        cutOff,
        lastClosed == null ? "" : lastClosed.toString(),
        lastCutOff);
  }

  /** The first month with usage, null if there is none. */
  @Nullable Period firstMonth() {
    String first = jdbc.queryForObject("select min(used_in) from month_block", String.class);
    return first == null ? null : Period.parse(first);
  }

  private static Map<Period, Long> usagesByMonth(UsageBlock block) {
    Map<Period, Long> usages = new TreeMap<>();
    long day = Long.MIN_VALUE;
    Period month = null;
    for (int row = 0; row < block.size(); row++) {
      if (month == null || block.day(row) != day) {
        day = block.day(row);
        month = Period.of(LocalDate.ofEpochDay(day));
      }
      usages.merge(month, 1L, Long::sum);
    }
    return usages;
  }
}
