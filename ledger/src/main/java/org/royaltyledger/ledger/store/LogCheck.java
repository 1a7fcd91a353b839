package org.royaltyledger.ledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.Contents;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;
import org.royaltyledger.ledger.store.ids.Runs;
import org.royaltyledger.ledger.store.ids.UsageIds;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.usage.UsageEvent;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the whole log and says what is wrong with it. */
public final class LogCheck {

  private static final int MOST_FINDINGS = 20;

  /** Up to the newest event. */
  private static final long ALL = CheckpointCheck.ALL;

  private final LogReader reader;
  private final StoreKey key;
  private final JdbcTemplate jdbc;
  private final Checkpoints checkpoints;

  LogCheck(LogReader reader, StoreKey key, JdbcTemplate jdbc, Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
    this.reader = reader;
    this.key = key;
    this.jdbc = jdbc;
  }

  /**
   * What was found.
   *
   * @param places wrong places; empty if the log is dense from 1 to its counter
   * @param unreadable events that cannot be read, or blocks that are not what their id says
   * @param leaves of other events than those that stand there
   * @param checkpoints that are not true of the log, or not signed by a key of it
   * @param signed how many checkpoints there are
   * @param twice usage ids that stand more than once
   */
  public record Findings(
      long events,
      long usages,
      List<String> places,
      List<String> unreadable,
      List<String> leaves,
      List<String> checkpoints,
      int signed,
      List<String> twice) {}

  /**
   * Reads every event that the log holds now; it may grow meanwhile.
   *
   * @param progress told the usages read so far
   */
  public Findings run(LongConsumer progress) {
    return run(ALL, progress);
  }

  /**
   * Reads every event up to a place.
   *
   * @param progress told the usages read so far
   */
  public Findings run(long upTo, LongConsumer progress) {
    Path folder = temporary();
    Runs runs = new Runs(folder, key.fingerprint(), place -> folder.toString());
    try (UsageIds ids = UsageIds.open(runs)) {
      return run(upTo, ids, progress);
    } finally {
      delete(folder);
    }
  }

  private Findings run(long upTo, UsageIds ids, LongConsumer progress) {
    var places = new ArrayList<String>();
    var unreadable = new ArrayList<String>();
    var leaves = new ArrayList<String>();
    var twice = new ArrayList<String>();
    var signed = new CheckpointCheck(jdbc, checkpoints, upTo);
    var expected = new long[] {1};
    var usages = new long[1];
    var salted = new boolean[1];
    long head = upTo == ALL ? reader.head() : upTo;
    reader.leaves(
        0,
        head,
        it -> {
          LogReader.Stored row = it.row();
          if (row.place() != expected[0]) {
            note(places, "place %d follows place %d".formatted(row.place(), expected[0] - 1));
          }
          expected[0] = row.place() + 1;
          @Nullable Contents contents = null;
          try {
            if (row.event() instanceof UsageEvent.UsageBlockRecorded recorded) {
              UsageBlock block = recorded.block();
              contents = Leaves.contents(recorded);
              String id = "usages/" + key.blockId(UsageBlockCodec.contentBytes(block));
              if (!id.equals(row.stream())) {
                note(
                    unreadable,
                    "the usages at place %d are not those its id was made of"
                        .formatted(row.place()));
              }
              twice(row.place(), block, ids, twice);
              usages[0] += block.size();
              progress.accept(usages[0]);
            }
          } catch (RuntimeException e) { // damaged bytes may fail in any way
            note(unreadable, "place %d: %s".formatted(row.place(), e.getMessage()));
          }
          // Since there are salts each event has one.
          salted[0] |= it.entry().salt() != null;
          if ((salted[0] && it.entry().salt() == null)
              || !Objects.equals(contents, it.entry().contents())
              || !it.entry().leaf().equals(it.leaf())) {
            note(leaves, wrong(row.place(), it.leaf()));
          }
          signed.add(it.entry().leaf());
        });
    if (expected[0] - 1 != head) {
      note(
          places, "the log ends at place %d, its counter says %d".formatted(expected[0] - 1, head));
    }
    String damage = reader.damage(head);
    if (damage != null) {
      note(places, damage);
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
    Long beyond =
        jdbc.queryForObject(
            "select count(*) from leaf where not exists (select 1 from log where log.place ="
                + " leaf.place)",
            Long.class);
    if (beyond != null && beyond != 0) {
      note(leaves, "%d leaves are of events that are not there".formatted(beyond));
    }
    List<String> untrue = signed.findings();
    return new Findings(
        head,
        usages[0],
        places,
        unreadable,
        leaves,
        untrue.subList(0, Math.min(untrue.size(), MOST_FINDINGS)),
        signed.checkpoints(),
        twice);
  }

  private static String wrong(long place, @Nullable TreeHash leaf) {
    return leaf == null
        ? "the event at place %d has no leaf".formatted(place)
        : "the event at place %d is not the one that its leaf was made of".formatted(place);
  }

  /** Looks for ids of a block in all before it and in itself, and adds them. */
  private void twice(long place, UsageBlock block, UsageIds ids, List<String> findings) {
    long[] fingerprints = ids.fingerprints(block);
    ids.suspects(fingerprints).stream()
        .forEach(
            row ->
                ids.each(
                    fingerprints[row],
                    address -> {
                      if (usageId(address).equals(block.usageId(row))) {
                        note(findings, twice(block.usageId(row), place));
                      }
                    }));
    var inBlock = new HashSet<String>(block.size() * 2);
    for (int row = 0; row < block.size(); row++) {
      if (!inBlock.add(block.usageId(row))) {
        note(findings, twice(block.usageId(row), place));
      }
      ids.add(fingerprints[row], UsageIds.address(place, row));
    }
    ids.followedTo(place);
  }

  private static String twice(String usageId, long place) {
    return "usage '%s' stands twice, again at place %d".formatted(usageId, place);
  }

  private String usageId(long address) {
    return UsageBlockCodec.decode(reader.at(UsageIds.place(address)).payload())
        .block()
        .usageId(UsageIds.row(address));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("royalty-ledger-check-");
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary folder is needed to check usage ids", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary folder cannot be deleted", e);
    }
  }

  private static void note(List<String> findings, String finding) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    }
  }
}
