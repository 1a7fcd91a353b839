package org.royaltyledger.ledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the whole log and says what is wrong with it. */
public final class LogCheck {

  private static final int MOST_FINDINGS = 20;

  private final LogReader reader;
  private final StoreKey key;
  private final JdbcTemplate jdbc;

  public LogCheck(LogReader reader, StoreKey key, JdbcTemplate jdbc) {
    this.reader = reader;
    this.key = key;
    this.jdbc = jdbc;
  }

  /**
   * What was found.
   *
   * @param places wrong places; empty if the log is dense from 1 to its counter
   * @param unreadable events that cannot be read, or blocks that are not what their id says
   * @param twice usage ids that stand more than once
   */
  public record Findings(
      long events, long usages, List<String> places, List<String> unreadable, List<String> twice) {}

  /**
   * Reads every event.
   *
   * @param progress told the usages read so far
   */
  public Findings run(LongConsumer progress) {
    var places = new ArrayList<String>();
    var unreadable = new ArrayList<String>();
    var twice = new ArrayList<String>();
    var ids = new UsageIds();
    var expected = new long[] {1};
    var usages = new long[1];
    long head = reader.head();
    reader.read(
        0,
        Long.MAX_VALUE,
        row -> {
          if (row.place() != expected[0]) {
            note(places, "place %d follows place %d".formatted(row.place(), expected[0] - 1));
          }
          expected[0] = row.place() + 1;
          try {
            if (row.event() instanceof UsageEvent.UsageBlockRecorded recorded) {
              UsageBlock block = recorded.block();
              String id = "usages/" + key.blockId(UsageBlockCodec.contentBytes(block));
              if (!id.equals(row.stream())) {
                note(
                    unreadable,
                    "the usages at place %d are not those its id was made of"
                        .formatted(row.place()));
              }
              for (int i = 0; i < block.size(); i++) {
                String usageId = block.usageId(i);
                if (ids.find(usageId, it -> standsAt(it, usageId, row.place(), block)) >= 0) {
                  note(
                      twice,
                      "usage '%s' stands twice, again at place %d".formatted(usageId, row.place()));
                }
              }
              ids.add(row.place(), block);
              usages[0] += block.size();
              progress.accept(usages[0]);
            }
          } catch (RuntimeException e) { // damaged bytes may fail in any way
            note(unreadable, "place %d: %s".formatted(row.place(), e.getMessage()));
          }
        });
    if (expected[0] - 1 != head) {
      note(
          places, "the log ends at place %d, its counter says %d".formatted(expected[0] - 1, head));
    }
    Long rows = jdbc.queryForObject("select count(*) from log", Long.class);
    if (rows == null || rows != head) {
      note(places, "the log has %d rows, its counter says %d".formatted(rows, head));
    }
    jdbc.query(
        "select late.place, early.place from log early join log late on late.aggregate_identifier ="
            + " early.aggregate_identifier and late.sequence_number = early.sequence_number + 1"
            + " where late.place < early.place order by early.place limit "
            + MOST_FINDINGS,
        row -> {
          note(
              places,
              "the events at places %d and %d stand in the wrong order"
                  .formatted(row.getLong(1), row.getLong(2)));
        });
    return new Findings(head, usages[0], places, unreadable, twice);
  }

  private boolean standsAt(long address, String usageId, long place, UsageBlock block) {
    UsageBlock other =
        UsageIds.place(address) == place
            ? block
            : UsageBlockCodec.decode(reader.at(UsageIds.place(address)).payload()).block();
    return other.usageId(UsageIds.row(address)).equals(usageId);
  }

  private static void note(List<String> findings, String finding) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    }
  }
}
