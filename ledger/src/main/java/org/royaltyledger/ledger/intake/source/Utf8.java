package org.royaltyledger.ledger.intake.source;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {

  private Utf8() {}

  public static boolean isValid(byte[] bytes, int offset, int length) {
    return firstInvalid(bytes, offset, length) < 0;
  }

  /**
   * @return the place of the first byte that is not part of a character, from 0; -1 if there is
   *     none
   */
  public static int firstInvalid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int first = bytes[at];
      if (first >= 0) {
        at++;
        continue;
      }
      int size = size(first & 0xFF, at + 1 < end ? bytes[at + 1] & 0xFF : 0);
      if (size == 0 || at + size > end) {
        return at - offset;
      }
      for (int i = 2; i < size; i++) {
        if ((bytes[at + i] & 0xC0) != 0x80) {
          return at - offset;
        }
      }
      at += size;
    }
    return -1;
  }

  /** The length of the character that begins with these two bytes; 0 if none does. */
  private static int size(int first, int second) {
    if ((second & 0xC0) != 0x80 || first < 0xC2 || first > 0xF4) {
      return 0;
    }
    if (first < 0xE0) {
      return 2;
    }
    return switch (first) {
      case 0xE0 -> second >= 0xA0 ? 3 : 0;
      case 0xED -> second < 0xA0 ? 3 : 0;
      case 0xF0 -> second >= 0x90 ? 4 : 0;
      case 0xF4 -> second < 0x90 ? 4 : 0;
      default -> first < 0xF0 ? 3 : 4;
    };
  }
}
