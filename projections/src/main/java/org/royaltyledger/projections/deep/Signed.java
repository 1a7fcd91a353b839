package org.royaltyledger.projections.deep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The leaves made again from the stored bytes, and what was signed of the tree over them. */
final class Signed {

  static final String LEAVES = "deep-leaves";
  static final String LINE = "deep-checkpoints";

  private static final int STEP = 8;
  private static final int SALT = 32;

  private final Findings findings;
  private final String origin;
  private final Tree tree = new Tree();
  private final SortedMap<Long, String> checkpoints = new TreeMap<>();
  private final Map<Long, byte[]> roots = new HashMap<>();
  private final Map<List<Long>, byte[]> kept = new HashMap<>();
  private final List<String> keys = new ArrayList<>();
  private boolean gap;

  /** Since there are salts each event has one. */
  private boolean salted;

  Signed(Store store, byte[] storeKey, Findings findings) throws SQLException {
    this.findings = findings;
    this.origin =
        "royalty-ledger/" + Sha.hex(Sha.mac(storeKey, "origin".getBytes(UTF_8))).substring(0, 16);
    findings.line(LEAVES, "each event has the leaf that its stored bytes make");
    findings.line(LINE, "");
    store.each(
        "select size, note from checkpoint",
        row -> checkpoints.put(row.getLong(1), row.getString(2)));
    store.each(
        "select level, position, hash from subtree",
        row -> kept.put(List.of((long) row.getInt(1), row.getLong(2)), row.getBytes(3)));
    if (checkpoints.containsKey(0L)) {
      roots.put(0L, tree.root());
    }
  }

  void addKey(JsonNode fields) {
    keys.add(Fields.text(fields, "key"));
  }

  /**
   * @param contents null if it is no block of usages
   */
  void add(StoredEvent event, byte @Nullable [] contents) {
    byte[] leaf = event.leafMade(contents);
    if (event.salt() != null) {
      salted = true;
    }
    if (event.salt() == null ? salted : event.salt().length != SALT) {
      findings.add(LEAVES, Wrong.at(event.place(), event.told() + " has another salt than it had"));
    } else if (event.leaf() == null) {
      findings.add(LEAVES, Wrong.at(event.place(), event.told() + " has no leaf"));
    } else if (!Arrays.equals(event.leaf(), leaf) || !Arrays.equals(event.contents(), contents)) {
      findings.add(
          LEAVES, Wrong.at(event.place(), event.told() + " is not what its leaf was made of"));
    }
    if (event.place() != tree.size() + 1) {
      gap = true; // no tree goes over it
    }
    if (gap) {
      return;
    }
    tree.add(
        leaf,
        (level, position, hash) -> {
          byte[] stored = level == 0 ? null : kept.remove(List.of((long) level, position));
          if (stored != null && !Arrays.equals(stored, hash)) {
            findings.add(LINE, wrongPart(level, position));
          }
        });
    if (checkpoints.containsKey(tree.size())) {
      roots.put(tree.size(), tree.root());
    }
  }

  private static Wrong wrongPart(long level, long position) {
    return Wrong.between(
        (position << level) + 1,
        (position + 1) << level,
        "the kept hash %d of level %d is not that of places %d to %d"
            .formatted(position, level, (position << level) + 1, (position + 1) << level));
  }

  /**
   * What can be said once all events were added.
   *
   * @param last place of the log
   */
  void end(long last) {
    long goodUpTo = 0;
    long good = 0;
    for (Map.Entry<Long, String> it : checkpoints.entrySet()) {
      long size = it.getKey();
      Wrong wrong = wrong(size, it.getValue(), goodUpTo, last);
      if (wrong == null) {
        goodUpTo = size;
        good++;
      } else {
        findings.add(LINE, wrong);
      }
    }
    kept.forEach(
        (part, hash) -> {
          boolean isKept = part.get(0) > 0 && part.get(0) < Long.SIZE && part.get(0) % STEP == 0;
          if (!isKept || !gap) {
            findings.add(
                LINE,
                isKept
                    ? wrongPart(part.get(0), part.get(1))
                    : Wrong.ofNothing("a hash of level %d is kept".formatted(part.get(0))));
          }
        });
    findings.line(
        LINE,
        checkpoints.isEmpty()
            ? "nothing was signed yet"
            : "each of %d is signed, and true of the stored bytes%s"
                .formatted(good, last > goodUpTo ? unsigned(goodUpTo, last) : ""));
  }

  private static String unsigned(long good, long last) {
    return "; what was written since, from place %d to %d, is not signed yet"
        .formatted(good + 1, last);
  }

  private @Nullable Wrong wrong(long size, String text, long goodUpTo, long last) {
    Note note;
    try {
      note = Note.parse(text);
    } catch (RuntimeException e) {
      return Wrong.at(size, "the checkpoint at %d events cannot be read".formatted(size));
    }
    if (note.size() != size || !note.origin().equals(origin)) {
      return Wrong.at(
          size,
          "the checkpoint at %d events is of %d events of '%s'"
              .formatted(size, note.size(), note.origin()));
    }
    if (keys.stream().noneMatch(note::isSignedBy)) {
      return Wrong.at(
          size,
          "the checkpoint at %d events is signed by no key that the log names".formatted(size));
    }
    if (size > last) {
      return Wrong.at(
          last + 1,
          "the log ends at place %d, and was signed when it had %d".formatted(last, size));
    }
    byte[] root = roots.get(size);
    if (root == null) {
      return Wrong.between(
          goodUpTo + 1,
          size,
          "the log was signed at %d events, of which not all are there".formatted(size));
    }
    return Arrays.equals(root, note.root())
        ? null
        : Wrong.between(
            goodUpTo + 1,
            size,
            "the log up to place %d is not the one that was signed: an event at place %d to %d is another"
                .formatted(size, goodUpTo + 1, size));
  }
}
