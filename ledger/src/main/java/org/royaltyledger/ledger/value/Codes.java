package org.royaltyledger.ledger.value;

import java.util.Comparator;

/** What every id of a partner must look like, and how ids are put in order. */
public final class Codes {

  /** The longest id, in characters (code points). */
  public static final int LONGEST = 64;

  private static final int LONGEST_SHOWN = 80;

  /** The order of ids: that of their UTF-8 bytes, which is the order of their code points. */
  public static final Comparator<String> ORDER = Codes::compare;

  private Codes() {}

  /**
   * @param what the noun an error speaks of, e.g. {@code party id}
   * @return {@code code}
   * @throws IllegalArgumentException if it is not 1 to 64 printable characters
   */
  public static String require(String what, String code) {
    if (code.isEmpty()) {
      throw new IllegalArgumentException(what + " is empty: give 1 to 64 printable characters");
    }
    return requireText(what, code, LONGEST);
  }

  /**
   * @param longest in characters (code points)
   * @return {@code code}, which may be empty
   * @throws IllegalArgumentException if it is longer or has a character that is not printable
   */
  public static String requireText(String what, String code, int longest) {
    int length = 0;
    for (int i = 0; i < code.length(); length++) {
      int point = code.codePointAt(i);
      if (!printable(point)) {
        throw new IllegalArgumentException(
            "%s '%s' has the character U+%04X at place %d, which is not printable: take it out"
                .formatted(what, shown(code), point, length + 1));
      }
      i += Character.charCount(point);
    }
    if (length > longest) {
      throw new IllegalArgumentException(
          "%s '%s' has %d characters: at most %d are allowed, shorten it"
              .formatted(what, shown(code), length, longest));
    }
    return code;
  }

  /** A value as a message may show it: at most 80 characters, all of them printable. */
  public static String shown(String value) {
    return printable(value, LONGEST_SHOWN);
  }

  /** A value as it is, but for a question mark in place of each character that is not printable. */
  public static String printable(String value) {
    return printable(value, Integer.MAX_VALUE);
  }

  private static String printable(String value, int longest) {
    var shown = new StringBuilder();
    int characters = 0;
    for (int i = 0; i < value.length(); characters++) {
      if (characters == longest) {
        return shown.append('…').toString();
      }
      int point = value.codePointAt(i);
      i += Character.charCount(point);
      if (printable(point)) {
        shown.appendCodePoint(point);
      } else {
        shown.append('?');
      }
    }
    return shown.toString();
  }

  private static boolean printable(int point) {
    if (point < 0x7F) {
      return point >= 0x20;
    }
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

  @SuppressWarnings("ReferenceEquality") // mostly one and the same
  private static int compare(String a, String b) {
    if (a == b) {
      return 0;
    }
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // UTF-16 puts surrogates (astral characters) before U+E000..U+FFFF; UTF-8 after.
        boolean astralX = Character.isSurrogate(x);
        boolean astralY = Character.isSurrogate(y);
        return astralX == astralY ? Character.compare(x, y) : astralX ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
