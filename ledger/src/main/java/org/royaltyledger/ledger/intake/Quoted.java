package org.royaltyledger.ledger.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text of partners inside our messages: on one line, and of bounded length. */
public final class Quoted {

  /** The most characters of a value in a message. */
  static final int LONGEST_VALUE = 60;

  /** The most characters of a message. */
  static final int LONGEST_SENTENCE = 500;

  /** The most characters kept of a line that was rejected. */
  static final int LONGEST_LINE = 2_000;

  private Quoted() {}

  /** A value for a message. */
  public static String shown(String value) {
    return oneLine(cut(value, LONGEST_VALUE));
  }

  /** A message that may hold values of any length. */
  public static String sentence(String message) {
    return oneLine(cut(message, LONGEST_SENTENCE));
  }

  /** The text with {@code …} for what is beyond {@code longest} characters. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }

  /** The text with what could end a line, or steer a terminal, written out: LF is {@code \n}. */
  static String oneLine(String text) {
    if (text.codePoints().noneMatch(Quoted::steers)) {
      return text;
    }
    var shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                  if (steers(point)) {
                    shown.append("\\u%04X".formatted(point));
                  } else {
                    shown.appendCodePoint(point);
                  }
                }
              }
            });
    return shown.toString();
  }

  /**
   * @throws IllegalArgumentException naming the place of the first byte that is not UTF-8
   */
  public static String utf8(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw new IllegalArgumentException(
          "byte 0x%02X at place %d is not UTF-8: save the file as UTF-8"
              .formatted(bytes[in.position()], in.position() + 1));
    }
    return out.flip().toString();
  }

  /** For the eye: what is not UTF-8 is replaced. */
  public static String readable(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** For the eye, the beginning of a long line: what is kept of it if it is rejected. */
  static String line(byte[] bytes, int offset, int length) {
    // A character of a string is at most 3 bytes; the last one here may be in parts, and is cut.
    int enough = 3 * (LONGEST_LINE + 2);
    String text = new String(bytes, offset, Math.min(length, enough), StandardCharsets.UTF_8);
    return cut(text, LONGEST_LINE);
  }

  private static boolean steers(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT ->
          (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
      default -> false;
    };
  }
}
