package org.royaltyledger.api.webhook;

/**
 * What became of an attempt.
 *
 * @param said in a few words of our own: nothing of the answer but its status
 */
record Outcome(Kind kind, String said) {

  enum Kind {
    DELIVERED,
    FAILED,
    /** The receiver says that it is there no more, and will not be. */
    GONE
  }

  private static final int GONE_STATUS = 410;

  static Outcome answered(int status) {
    String said = "answered " + status;
    if (status >= 200 && status < 300) {
      return new Outcome(Kind.DELIVERED, said);
    }
    return status == GONE_STATUS ? new Outcome(Kind.GONE, said) : failed(said);
  }

  static Outcome failed(String said) {
    return new Outcome(Kind.FAILED, said);
  }

  boolean isDelivered() {
    return kind == Kind.DELIVERED;
  }
}
