package org.royaltyledger.ledger.account;

/** Why money moves. */
public enum Reason {
  /** The revenue of the month that is closed was divided. */
  EARNED("earned"),
  /** What became known of a month that was closed before changed what its revenue comes to. */
  ADJUSTED("adjusted");

  private final String written;

  Reason(String written) {
    this.written = written;
  }

  /** As in tables and documents. */
  public String written() {
    return written;
  }

  /** Whether what it moves to and from parties stands in their statements. */
  public boolean isStated() {
    return switch (this) {
      case EARNED, ADJUSTED -> true;
    };
  }

  /**
   * @throws IllegalArgumentException if {@code text} is no reason
   */
  public static Reason parse(String text) {
    for (Reason reason : values()) {
      if (reason.written.equals(text)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("reason '%s' is unknown".formatted(text));
  }
}
