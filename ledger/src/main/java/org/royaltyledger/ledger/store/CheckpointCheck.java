package org.royaltyledger.ledger.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.proof.Checkpoint;
import org.royaltyledger.ledger.proof.Frontier;
import org.royaltyledger.ledger.proof.NoteKey;
import org.royaltyledger.ledger.proof.TreeHash;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether all that was signed is true of the events that are there, whose leaves are made again one
 * after the other.
 */
final class CheckpointCheck {

  /** Of all that is there. */
  static final long ALL = Long.MAX_VALUE;

  /** A part of the tree whose hash is kept. */
  private record Part(int level, long position) {

    boolean isWithin(long events) {
      return events == ALL || (level < Long.SIZE && position < events >> level);
    }
  }

  private final Frontier tree = new Frontier();
  private final Map<Part, TreeHash> kept = new HashMap<>();
  private final Map<Long, Checkpoint> checkpoints = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private final int signed;

  /**
   * @param upTo how many events will be added; what was signed and kept of more is left out
   */
  CheckpointCheck(JdbcTemplate jdbc, Checkpoints log, long upTo) {
    List<NoteKey> keys = keys(log);
    List<Long> sizes =
        jdbc.queryForList(
            "select size from checkpoint where size <= ? order by size", Long.class, upTo);
    signed = sizes.size();
    for (long size : sizes) {
      read(size, log, keys);
    }
    jdbc.query(
        "select level, position, hash from subtree",
        row -> {
          byte[] hash = row.getBytes(3);
          Part part = new Part(row.getInt(1), row.getLong(2));
          if (!part.isWithin(upTo)) {
            return;
          }
          if (hash.length == TreeHash.LENGTH && part.level > 0 && part.level % LogTree.STEP == 0) {
            kept.put(part, TreeHash.of(hash));
          } else {
            findings.add(wrong(part));
          }
        });
    trueSoFar();
  }

  private static List<NoteKey> keys(Checkpoints log) {
    try {
      return log.keys().stream().map(it -> NoteKey.parse(it.key())).toList();
    } catch (RuntimeException e) { // an event that cannot be read is named as such
      return List.of();
    }
  }

  private void read(long size, Checkpoints log, List<NoteKey> keys) {
    try {
      Checkpoints.Signed it = log.at(size);
      if (it == null) {
        return; // gone since
      }
      Checkpoint said = Checkpoint.parse(it.note().text());
      if (said.size() != size || !said.origin().equals(log.origin())) {
        findings.add(
            "the checkpoint at %d events is of %d events of '%s'"
                .formatted(size, said.size(), said.origin()));
      } else if (keys.stream().noneMatch(it.note()::isSignedBy)) {
        findings.add(
            "the checkpoint at %d events is not signed by a key that the log names"
                .formatted(size));
      }
      checkpoints.put(size, said);
    } catch (IllegalArgumentException e) {
      findings.add("the checkpoint at %d events is none: %s".formatted(size, e.getMessage()));
    }
  }

  /** Adds the next event. */
  void add(TreeHash leaf) {
    tree.add(
        leaf,
        (level, index, hash) -> {
          TreeHash stored = level == 0 ? null : kept.remove(new Part(level, index));
          if (stored != null && !stored.equals(hash)) {
            findings.add(wrong(new Part(level, index)));
          }
        });
    trueSoFar();
  }

  private void trueSoFar() {
    Checkpoint said = checkpoints.remove(tree.size());
    if (said != null && !said.root().equals(tree.root())) {
      findings.add(
          "the log of %d events is not the one that was signed then".formatted(tree.size()));
    }
  }

  /** How many checkpoints there are. */
  int checkpoints() {
    return signed;
  }

  /** What is wrong, once all events were added. */
  List<String> findings() {
    checkpoints.keySet().stream()
        .sorted()
        .forEach(
            size ->
                findings.add(
                    "the log has %d events, and was signed when it had %d: its end is missing"
                        .formatted(tree.size(), size)));
    kept.keySet().forEach(it -> findings.add(wrong(it)));
    checkpoints.clear();
    kept.clear();
    return findings;
  }

  private static String wrong(Part it) {
    return "the kept hash %d of level %d of the tree over the log is not what the events give"
        .formatted(it.position, it.level);
  }
}
