package org.royaltyledger.ledger.usage;

import java.util.List;

/** What was written down of plays and generations. */
public sealed interface UsageEvent {

  /**
   * Usages that count, once each and for ever.
   *
   * @param saltKey 32 random bytes that the salts of proofs derive from; not part of the block's id
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes of a cipher's key, never compared
  record UsageBlockRecorded(byte[] saltKey, UsageBlock block) implements UsageEvent {}

  /** Usages that came again with other content: refused, the first ones stand. */
  record UsageConflictsFound(List<Conflict> conflicts) implements UsageEvent {
    public UsageConflictsFound {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * @param place of the block in the log with the usage that stands
   * @param row its row there
   * @param source the file and line that brought the other content
   * @param otherHash keyed hash of the other content
   */
  record Conflict(String usageId, long place, int row, String source, String otherHash) {}
}
