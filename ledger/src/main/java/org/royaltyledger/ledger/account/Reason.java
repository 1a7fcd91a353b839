package org.royaltyledger.ledger.account;

/** Why money moves. */
public enum Reason {
  /** The revenue of the month that is closed was divided. */
  EARNED("earned"),
  /** What became known of a month that was closed before changed what its revenue comes to. */
  ADJUSTED("adjusted"),
  /** A fee was deducted from what a contract's parties earned. */
  FEE("fee"),
  /** An advance or a cost was given, or its amount corrected. */
  ADVANCED("advanced"),
  /** Earnings went into what an advance or a cost is still to earn back, or came back from it. */
  RECOUPED("recouped"),
  /** A part of what was earned is kept for a time. */
  RESERVED("reserved"),
  /** What was kept is the party's again. */
  RELEASED("released"),
  /** A party's letter gives a part of what it earned to another. */
  DIRECTED("directed"),
  /** What was earned is kept until a condition is met. */
  HELD("held"),
  /** The condition is met. */
  FREED("freed"),
  /** Tax was withheld from what is to be paid. */
  TAXED("taxed"),
  /** What is to be paid was exchanged into the currency that the party is paid in. */
  EXCHANGED("exchanged"),
  /** What was to be paid and is in no payout run yet makes up for a balance below 0. */
  SET_OFF("set-off"),
  /** A month's balance is to be paid in the next payout run. */
  PAYABLE("payable"),
  /** A payout run takes it. */
  COLLECTED("collected"),
  /** The payout run was given up before it was sent. */
  CANCELLED("cancelled"),
  /** The bank has paid it. */
  SETTLED("settled"),
  /** The bank did not pay it. */
  FAILED("failed"),
  /** It was paid and came back. */
  RETURNED("returned");

  private final String written;

  Reason(String written) {
    this.written = written;
  }

  /** As in tables and documents. */
  public String written() {
    return written;
  }

  /** Whether what it moves to and from parties is in the totals of their statements. */
  public boolean isStated() {
    return switch (this) {
      case EARNED, ADJUSTED -> true;
      default -> false;
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
