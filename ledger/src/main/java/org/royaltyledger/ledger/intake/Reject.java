package org.royaltyledger.ledger.intake;

/**
 * A line that was not taken.
 *
 * @param line its number in the file, from 1; where a record has several lines, that of its first
 * @param reason what, the value, the rule and the way out; shortened if it is huge
 * @param text the line as it came, shortened if it is huge: millions of them may be rejected
 */
public record Reject(long line, String reason, String text) {

  public Reject {
    reason = Quoted.cut(reason, Quoted.LONGEST_SENTENCE);
    text = Quoted.cut(text, Quoted.LONGEST_LINE);
  }
}
