package org.royaltyledger.ledger.proof;

/**
 * How many leaves a log had, and what they add up to (C2SP tlog-checkpoint): three lines that are
 * signed as a note.
 *
 * @param origin which log it is; the same for ever
 * @param size how many leaves, from 0
 * @param root of the tree over them
 */
public record Checkpoint(String origin, long size, TreeHash root) {

  public Checkpoint {
    if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("an origin is one line, not '%s'".formatted(origin));
    }
    if (size < 0) {
      throw new IllegalArgumentException("a log of %d leaves".formatted(size));
    }
  }

  /**
   * Reads the text of a note; lines after the third are passed over.
   *
   * @throws IllegalArgumentException if it is no checkpoint
   */
  public static Checkpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,18}")) {
      throw new IllegalArgumentException(
          "a checkpoint is three lines: its origin, a size and a root in base64");
    }
    return new Checkpoint(lines[0], size(lines[1]), TreeHash.ofBase64(lines[2]));
  }

  private static long size(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a log cannot have %s leaves".formatted(digits), e);
    }
  }

  /** The text that is signed. */
  public String text() {
    return "%s\n%d\n%s\n".formatted(origin, size, root.base64());
  }
}
