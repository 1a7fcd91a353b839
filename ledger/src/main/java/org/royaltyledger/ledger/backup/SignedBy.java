package org.royaltyledger.ledger.backup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.proof.NoteKey;
import org.royaltyledger.ledger.proof.SignedNote;

/**
 * Whether checkpoints are signed by the keys that the log itself names, and, where one key is
 * trusted from outside, whether that one vouches for all of them.
 */
final class SignedBy {

  /** By the place of the event that names it. */
  private final SortedMap<Long, NoteKey> keys = new TreeMap<>();

  private final Map<Long, SignedNote> notes = new LinkedHashMap<>();

  /** A key that the log names. */
  void key(long place, String key) {
    keys.put(place, NoteKey.parse(key));
  }

  /** A checkpoint; they come by size. */
  void note(long size, SignedNote note) {
    notes.put(size, note);
  }

  List<String> keys() {
    return keys.values().stream().map(NoteKey::toString).toList();
  }

  /** What is wrong with the signatures, null if nothing is. */
  @Nullable String wrong() {
    for (Map.Entry<Long, SignedNote> it : notes.entrySet()) {
      if (keys.values().stream().noneMatch(it.getValue()::isSignedBy)) {
        return "the checkpoint at %d events is not signed by a key that the log names"
            .formatted(it.getKey());
      }
    }
    return null;
  }

  /**
   * Why a key does not vouch for the newest checkpoint, null if it does: it signed it, or signed
   * one whose events name the key that did, or the key before that one.
   */
  @Nullable String doubt(NoteKey trusted) {
    var vouched = new ArrayList<>(List.of(trusted));
    long from = -1;
    long newest = notes.keySet().stream().reduce(-1L, Math::max);
    while (true) {
      long seen = from;
      for (Map.Entry<Long, SignedNote> it : notes.entrySet()) {
        if (it.getKey() > from && vouched.stream().anyMatch(it.getValue()::isSignedBy)) {
          from = it.getKey();
        }
      }
      if (from == newest) {
        return null;
      }
      if (from == seen) {
        return from < 0
            ? "it signed no checkpoint of this log"
            : "it vouches for the first %d events, and the log was signed by others when it had %d"
                .formatted(from, newest);
      }
      // What a trusted key signed names the keys that came after it.
      List<NoteKey> named = List.copyOf(keys.headMap(from + 1).values());
      int own = named.indexOf(trusted);
      if (own >= 0) {
        vouched.addAll(named.subList(own, named.size()));
      }
    }
  }
}
