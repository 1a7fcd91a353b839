package org.royaltyledger.ledger.payout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written down of a payout run; who did it is unchecked. */
public sealed interface PayoutEvent {

  /** The number of the run. */
  int run();

  /** What it happened to. */
  List<Item> items();

  String who();

  @Nullable String why();

  /**
   * A party's money in a run.
   *
   * @param amount above 0, in the currency's own decimals
   */
  record Item(String party, String currency, String amount) {}

  /** One that moves money between accounts. */
  sealed interface Moving extends PayoutEvent {

    /** The month that was open then. */
    String bookedIn();
  }

  /** What was payable is in the run. */
  record PayoutCollected(
      int run, String bookedIn, List<Item> items, String who, @Nullable String why)
      implements Moving {
    public PayoutCollected {
      items = List.copyOf(items);
    }
  }

  /** The run may be sent. */
  record PayoutApproved(int run, List<Item> items, String who, @Nullable String why)
      implements PayoutEvent {
    public PayoutApproved {
      items = List.copyOf(items);
    }
  }

  /** The bank has been told to pay. */
  record PayoutSent(int run, List<Item> items, String who, @Nullable String why)
      implements PayoutEvent {
    public PayoutSent {
      items = List.copyOf(items);
    }
  }

  /** The run was given up before it was sent: all is payable again. */
  record PayoutCancelled(
      int run, String bookedIn, List<Item> items, String who, @Nullable String why)
      implements Moving {
    public PayoutCancelled {
      items = List.copyOf(items);
    }
  }

  /**
   * The bank has paid these.
   *
   * @param reference the bank's
   */
  record PayoutSettled(
      int run,
      String bookedIn,
      List<Item> items,
      @Nullable String reference,
      String who,
      @Nullable String why)
      implements Moving {
    public PayoutSettled {
      items = List.copyOf(items);
    }
  }

  /**
   * The bank has not paid these, which are payable again.
   *
   * @param reference the bank's
   */
  record PayoutFailed(
      int run,
      String bookedIn,
      List<Item> items,
      @Nullable String reference,
      String who,
      @Nullable String why)
      implements Moving {
    public PayoutFailed {
      items = List.copyOf(items);
    }
  }

  /**
   * These were paid and came back, and are payable again.
   *
   * @param reference the bank's
   */
  record PayoutReturned(
      int run,
      String bookedIn,
      List<Item> items,
      @Nullable String reference,
      String who,
      @Nullable String why)
      implements Moving {
    public PayoutReturned {
      items = List.copyOf(items);
    }
  }
}
