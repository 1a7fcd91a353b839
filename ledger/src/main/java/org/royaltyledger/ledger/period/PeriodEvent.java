package org.royaltyledger.ledger.period;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written down of months and the runs that close them. */
public sealed interface PeriodEvent {

  /**
   * The log up to this event is what the run calculates with.
   *
   * @param calculation the version of the calculation it calculates by
   */
  record CutOffTaken(String period, String runId, int calculation) implements PeriodEvent {}

  /** The run counts for nothing: refused, crashed or overtaken. */
  record RunVoided(String period, String runId, String reason) implements PeriodEvent {}

  /**
   * A run has come to a result that may be approved; nothing counts yet.
   *
   * @param cutOff the place of the run's cut-off in the log
   * @param result the digest of what it would book
   * @param who drafted it, unchecked
   */
  record MonthDrafted(
      String period, String runId, long cutOff, String result, String who, @Nullable String why)
      implements PeriodEvent {}

  /** The month may be closed with the result that was drafted, and with no other. */
  record MonthApproved(String period, String runId, String who, @Nullable String why)
      implements PeriodEvent {}

  /**
   * The month is closed: alone makes the run's blocks count.
   *
   * @param cutOff the place of the run's cut-off in the log
   * @param lastClosed the month closed before, null for the first
   * @param lastCutOff the cut-off of that close, 0 for the first
   * @param adjusts the closed months of which it books what became known since, ascending
   * @param blocks SHA-256 of the stored bytes of each of the run's blocks, in order, hexadecimal
   * @param who closed it, unchecked; {@code unnamed} if nobody said
   * @param statements what stands for all statements of the close; null of one by a program that
   *     sealed none
   */
  record PeriodClosed(
      String period,
      String runId,
      long cutOff,
      @Nullable String lastClosed,
      long lastCutOff,
      List<String> adjusts,
      List<String> blocks,
      String who,
      @Nullable String why,
      @Nullable Sealed statements)
      implements PeriodEvent {
    public PeriodClosed {
      adjusts = List.copyOf(adjusts);
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * What stands for all statements of a close.
   *
   * @param count how many they are
   * @param root of the Merkle tree over them, base64
   * @param leaf which version its leaves are of, as docs/formats.md counts them
   */
  record Sealed(int count, String root, int leaf) {}
}
