package org.royaltyledger.ledger.intake.ndjson;

import org.royaltyledger.ledger.value.Codes;

/** Why a line is no usage: what, the value, the rule and the way out. */
final class UsageReject extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageReject(String reason) {
    super(reason, null, false, false); // without a stack trace: a bad file has millions
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /** A value as a message may show it. */
  static String shown(String value) {
    return Codes.shown(value);
  }
}
