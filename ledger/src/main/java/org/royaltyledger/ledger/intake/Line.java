package org.royaltyledger.ledger.intake;

/**
 * A line of a file, or a record of several, as it came.
 *
 * @param number from 1, that of its first line
 * @param text shortened if it is huge
 */
public record Line(long number, String text) {

  /** The most characters that are kept of it. */
  public static final int LONGEST = Quoted.LONGEST_LINE;

  public Line {
    text = Quoted.cut(text, Quoted.LONGEST_LINE);
  }
}
