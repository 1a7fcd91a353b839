package org.royaltyledger.ledger.payout;

import java.util.Locale;

/** What is done to a run that was collected. */
public enum PayoutDeed {
  APPROVE,
  SEND,
  CANCEL,
  SETTLE,
  FAIL,
  RETURN;

  /** As commands and addresses have it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is done to some of the items, each by itself. */
  public boolean isOfItems() {
    return switch (this) {
      case APPROVE, SEND, CANCEL -> false;
      case SETTLE, FAIL, RETURN -> true;
    };
  }

  /**
   * @throws IllegalArgumentException if {@code text} is no deed
   */
  public static PayoutDeed parse(String text) {
    for (PayoutDeed it : values()) {
      if (it.written().equals(text)) {
        return it;
      }
    }
    throw new IllegalArgumentException(
        "'%s' cannot be done to a payout run: it is approve, send, cancel, settle, fail or return"
            .formatted(text));
  }
}
