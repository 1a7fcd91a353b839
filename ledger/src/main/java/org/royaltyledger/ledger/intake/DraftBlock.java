package org.royaltyledger.ledger.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.usage.UsageBlock;

/**
 * Some lines of a file of usages on their way into the log: a block of those that state a usage,
 * those that were rejected, and what is to be told of others. Its memory is bounded, however long
 * the lines are and whatever becomes of them.
 */
public final class DraftBlock {

  /** The most bytes of text before it is full. */
  static final int MANY_BYTES = 8 << 20;

  private final UsageBlock.Builder usages = new UsageBlock.Builder();
  private final List<Reject> rejects = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private final long[] lines = new long[UsageBlock.MOST];
  private final int[] ends = new int[UsageBlock.MOST];
  private byte[] text = new byte[1 << 20];
  private int textEnd;
  private long rejectedBytes;

  /** Where a usage is added, before its line is accepted. */
  public UsageBlock.Builder usages() {
    return usages;
  }

  /** Keeps the line of the usage that was added last. */
  public void accept(LineReader line) {
    accept(line.number(), line.buffer(), line.offset(), line.length());
  }

  /** The same, of a line that was read before. */
  public void accept(long number, byte[] bytes, int offset, int length) {
    int row = usages.size() - 1;
    if (text.length - textEnd < length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, textEnd + length));
    }
    System.arraycopy(bytes, offset, text, textEnd, length);
    textEnd += length;
    lines[row] = number;
    ends[row] = textEnd;
  }

  /** Keeps a line that states no usage. */
  public void reject(LineReader line, String reason) {
    keep(
        new Reject(
            line.number(), reason, Quoted.line(line.buffer(), line.offset(), line.length())));
  }

  /** The same, of a line that was read before. */
  public void reject(long number, byte[] line, String reason) {
    keep(new Reject(number, reason, Quoted.line(line, 0, line.length)));
  }

  /** Tells something about a line that is no reason to reject it; a reader bounds how many. */
  public void warn(Warning warning) {
    warnings.add(warning);
  }

  /** Rejects the line of a usage after all. */
  public void reject(int row, String reason) {
    keep(new Reject(lines[row], reason, text(row)));
  }

  /** Whether it is time to begin another. */
  public boolean isFull() {
    return usages.isFull() || bytes() >= MANY_BYTES || rejects.size() >= UsageBlock.MOST;
  }

  /** The number of the line that a usage stands on. */
  public long line(int row) {
    return lines[row];
  }

  /** In the order of the file. */
  public List<Reject> rejects() {
    return rejects.stream().sorted(Comparator.comparingLong(Reject::line)).toList();
  }

  /** In the order in which they were told. */
  public List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  /** The bytes of text that it holds. */
  long bytes() {
    return textEnd + rejectedBytes;
  }

  private void keep(Reject reject) {
    rejects.add(reject);
    rejectedBytes += 2L * (reject.reason().length() + reject.text().length());
  }

  private String text(int row) {
    int from = row == 0 ? 0 : ends[row - 1];
    return Quoted.line(text, from, ends[row] - from);
  }
}
