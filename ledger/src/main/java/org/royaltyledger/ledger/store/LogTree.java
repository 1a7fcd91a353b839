package org.royaltyledger.ledger.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.Contents;
import org.royaltyledger.ledger.proof.LogEntry;
import org.royaltyledger.ledger.proof.MerkleTree;
import org.royaltyledger.ledger.proof.Subtrees;
import org.royaltyledger.ledger.proof.TreeHash;
import org.royaltyledger.ledger.value.Refused;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The Merkle tree over the stored leaves. A root or a proof at any size asks for some hundred rows,
 * however long the log is.
 */
public final class LogTree implements Subtrees {

  /** Every so many levels hashes are kept; those between are made of 2^8 at most. */
  public static final int STEP = 8;

  private static final int WIDTH = 1 << STEP;

  private final JdbcTemplate jdbc;

  public LogTree(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The tree over the first events of the log. */
  public MerkleTree of(long size) {
    return new MerkleTree(this, size);
  }

  /**
   * What the leaf of an event is made of.
   *
   * @throws Refused BAD_INPUT if the log has no such place
   */
  public LogEntry entry(long place) {
    List<LogEntry> found =
        jdbc.query(
            "select "
                + Leaves.COLUMNS
                + ", contents, salt from log join leaf on leaf.place = log.place where log.place ="
                + " ?",
            (row, n) ->
                Leaves.entry(row, Contents.of(row.getBytes("contents")), row.getBytes("salt")),
            place);
    if (found.isEmpty()) {
      Long last = jdbc.queryForObject("select coalesce(max(place), 0) from log", Long.class);
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "the log has no event at place %d: its places run from 1 to %d".formatted(place, last));
    }
    return found.getFirst();
  }

  @Override
  public TreeHash hash(int level, long index) {
    int kept = level / STEP * STEP;
    int above = level - kept;
    return over(row(kept, index << above, 1 << above));
  }

  /**
   * Neighbours on one of the levels that are kept.
   *
   * @param level 0 is the leaves'
   */
  public List<TreeHash> row(int level, long from, int count) {
    var stored = new HashMap<Long, TreeHash>();
    jdbc.query(
        level == 0
            ? "select place - 1, hash from leaf where place > ? and place <= ?"
            : "select position, hash from subtree where position >= ? and position < ? and level = "
                + level,
        row -> {
          stored.put(row.getLong(1), TreeHash.of(row.getBytes(2)));
        },
        from,
        from + count);
    var hashes = new ArrayList<TreeHash>(count);
    for (long at = from; at < from + count; at++) {
      hashes.add(hash(level, at, stored));
    }
    return hashes;
  }

  private TreeHash hash(int level, long at, Map<Long, TreeHash> stored) {
    @Nullable TreeHash hash = stored.get(at);
    if (hash != null) {
      return hash;
    }
    if (level == 0) {
      throw new Refused(
          Refused.Code.STORE_UNREADABLE,
          "the event at place %d has no leaf: run check, and restore the store from a backup"
              .formatted(at + 1));
    }
    return over(row(level - STEP, at << STEP, WIDTH));
  }

  /** Keeps all that is full of the first so many leaves, and is not kept yet. */
  void keep(long size) {
    for (int level = STEP; size >>> level != 0; level += STEP) {
      Long kept =
          jdbc.queryForObject("select count(*) from subtree where level = ?", Long.class, level);
      for (long at = Objects.requireNonNull(kept); at < size >>> level; at++) {
        jdbc.update(
            "insert into subtree (level, position, hash) values (?, ?, ?)",
            level,
            at,
            hash(level, at).bytes());
      }
    }
  }

  private static TreeHash over(List<TreeHash> hashes) {
    List<TreeHash> level = hashes;
    while (level.size() > 1) {
      var above = new ArrayList<TreeHash>(level.size() / 2);
      for (int i = 0; i < level.size(); i += 2) {
        above.add(TreeHash.node(level.get(i), level.get(i + 1)));
      }
      level = above;
    }
    return level.getFirst();
  }
}
