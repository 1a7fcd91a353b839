package org.royaltyledger.ledger.payout;

/** What became of a party's money in a run. */
public enum ItemState {
  IN_PAYMENT("in-payment"),
  SETTLED("settled"),
  FAILED("failed"),
  RETURNED("returned"),
  CANCELLED("cancelled");

  private final String written;

  ItemState(String written) {
    this.written = written;
  }

  /** As in tables and documents. */
  public String written() {
    return written;
  }

  /**
   * @throws IllegalArgumentException if {@code text} is no state
   */
  public static ItemState parse(String text) {
    for (ItemState it : values()) {
      if (it.written.equals(text)) {
        return it;
      }
    }
    throw new IllegalArgumentException("state '%s' of an item is unknown".formatted(text));
  }
}
