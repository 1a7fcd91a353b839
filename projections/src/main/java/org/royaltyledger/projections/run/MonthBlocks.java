package org.royaltyledger.projections.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.royalty.Counting;
import org.royaltyledger.ledger.usage.SoughtAsset;
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
  public int version() {
    return 2; // of the column that says whether assets are sought by codes
  }

  @Override
  public boolean wants(Class<?> event) {
    return event == UsageEvent.UsageBlockRecorded.class;
  }

  @Override
  public void on(long place, Object event) {
    UsageBlock block = ((UsageEvent.UsageBlockRecorded) event).block();
    boolean seeks = seeks(block);
    usagesByMonth(block)
        .forEach(
            (month, usages) ->
                jdbc.update(
                    "insert into month_block (used_in, place, usages, seeks) values (?, ?, ?, ?)",
                    month.toString(),
                    place,
                    usages,
                    seeks));
  }

  /** Whether a word of it seeks an asset by codes. */
  private static boolean seeks(UsageBlock block) {
    for (int word = 0; word < block.wordCount(); word++) {
      if (SoughtAsset.parse(block.word(word)) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Blocks that may hold usages that count in a period: those of its months, and those of earlier
   * ones that came since the cut-off before its own.
   *
   * @return places, ascending
   */
  List<Long> of(Counting counting) {
    return jdbc.queryForList(
        "select distinct place from month_block where " + OF_PERIOD + " order by place",
        Long.class,
        arguments(counting));
  }

  /**
   * What the blocks of a period have in common.
   *
   * @param firstMonth of their usages, null without any; that one may count elsewhere
   * @param seeks whether a usage may name an asset by codes
   */
  record Span(@Nullable Period firstMonth, boolean seeks) {}

  Span span(Counting counting) {
    return jdbc.query(
            "select min(used_in), coalesce(max(case when seeks then 1 else 0 end), 0) from"
                + " month_block where "
                + OF_PERIOD,
            (row, n) ->
                new Span(
                    row.getString(1) == null ? null : Period.parse(row.getString(1)),
                    row.getInt(2) == 1),
            arguments(counting))
        .getFirst();
  }

  /**
   * Blocks that may hold usages of some months.
   *
   * @param last inclusive, as are all of these
   * @return places, ascending
   */
  List<Long> between(Period first, Period last, long upTo) {
    return jdbc.queryForList(
        "select distinct place from month_block where used_in >= ? and used_in <= ? and place <= ?"
            + " order by place",
        Long.class,
        first.toString(),
        last.toString(),
        upTo);
  }

  /** Some of the blocks in which usage of the period's own months has come since a place. */
  List<Long> cameLate(Counting counting, long since) {
    return jdbc.queryForList(
        "select distinct place from month_block where used_in > ? and used_in <= ? and place > ?"
            + " and place <= ? order by place limit 20",
        Long.class,
        before(counting),
        counting.period().toString(),
        since,
        counting.upTo());
  }

  /**
   * Usage that came to a period between two places.
   *
   * @param blocks 0 if none came, and so are all others
   * @param usages of the period's months, or of those that decide who earns in it
   */
  record Came(long first, long last, long blocks, long usages) {}

  /**
   * What may count in a period of what came after one place and up to another.
   *
   * @param decidesFrom the first month whose usage decides who earns, null if none does
   */
  Came came(Counting counting, @Nullable Period decidesFrom, long after, long upTo) {
    Object[] ofPeriod = arguments(counting);
    return jdbc.query(
            "select coalesce(min(place), 0), coalesce(max(place), 0), count(distinct place),"
                + " coalesce(sum(usages), 0) from month_block where (("
                + OF_PERIOD
                + ") or (used_in >= ? and used_in <= ? and place <= ?)) and place > ? and place"
                + " <= ?",
            (row, n) -> new Came(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
            Stream.concat(
                    Stream.of(ofPeriod),
                    Stream.of(
                        decidesFrom == null ? NO_MONTH : decidesFrom.toString(),
                        counting.period().toString(),
                        counting.cutOffs().get(counting.number()).place(),
                        after,
                        upTo))
                .toArray())
        .getFirst();
  }

  /** Which sorts above all months. */
  private static final String NO_MONTH = "~";

  private static final String OF_PERIOD =
      "used_in <= ? and ((used_in > ? and place <= ?) or (place > ? and place <= ?))";

  private static Object[] arguments(Counting counting) {
    return new Object[] {
      counting.period().toString(),
      before(counting),
      counting.upTo(),
      counting.number() == 0 ? 0 : counting.cutOffs().get(counting.number() - 1).place(),
      counting.cutOffs().get(counting.number()).place()
    };
  }

  /** The last month of the period before, which sorts below all if there is none. */
  private static String before(Counting counting) {
    return counting.number() == 0
        ? ""
        : counting.cutOffs().get(counting.number() - 1).period().toString();
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
