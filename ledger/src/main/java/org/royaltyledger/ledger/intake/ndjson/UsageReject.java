package org.royaltyledger.ledger.intake.ndjson;

/** Why a line is no usage: what, the value, the rule and the way out. */
final class UsageReject extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_VALUE = 80;

  UsageReject(String reason) {
    super(reason, null, false, false); // without a stack trace: a bad file has millions
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /** A value as a message may show it: at most 80 characters, all of them harmless. */
  static String shown(String value) {
    StringBuilder shown = new StringBuilder();
    int characters = 0;
    for (int i = 0; i < value.length(); characters++) {
      if (characters == LONGEST_VALUE) {
        return shown.append('…').toString();
      }
      int point = value.codePointAt(i);
      i += Character.charCount(point);
      if (harmless(point)) {
        shown.appendCodePoint(point);
      } else {
        shown.append('?');
      }
    }
    return shown.toString();
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
