package org.royaltyledger.api.reference;

/** A close that the contract refuses, with its reason. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  enum Kind {
    ALREADY_CLOSED,
    EARLIER_MONTH_OPEN,
    UNREPORTED_FIGURE,
    MISSING_RATE,
    MISSING_LISTENER,
    BEFORE_FIRST_STEP
  }

  private final Kind kind;

  Refusal(Kind kind, String message) {
    super(kind + ": " + message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
