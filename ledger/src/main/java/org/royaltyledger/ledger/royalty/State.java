package org.royaltyledger.ledger.royalty;

/** Where money of a period stands, in the order of reports and of ties. */
public enum State {
  PAYABLE("payable"),
  NO_SPLIT("no-split"),
  DISPUTED("disputed"),
  BREAKAGE("breakage"),
  NO_CONSENT("no-consent"),
  NOT_CLEARED("not-cleared"),
  UNATTRIBUTED("unattributed"),
  UNLICENSED("unlicensed"),
  UNMATCHED("unmatched"),
  INELIGIBLE("ineligible"),
  FREE("free"),
  RETAINED("retained");

  private final String written;

  State(String written) {
    this.written = written;
  }

  /** Whether units in it are no part of T, and no money is ever in it. */
  boolean countsNowhere() {
    return this == INELIGIBLE || this == FREE;
  }

  /** As in files and events. */
  public String written() {
    return written;
  }

  /**
   * @throws IllegalArgumentException if {@code text} is no state
   */
  public static State parse(String text) {
    for (State state : values()) {
      if (state.written.equals(text)) {
        return state;
      }
    }
    throw new IllegalArgumentException("state '%s' is unknown".formatted(text));
  }
}
