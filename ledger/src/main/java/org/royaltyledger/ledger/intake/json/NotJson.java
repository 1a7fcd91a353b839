package org.royaltyledger.ledger.intake.json;

import java.nio.charset.StandardCharsets;
import org.royaltyledger.ledger.intake.Quoted;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says where a text stops being JSON, and what stands there: a parser's own words are for us. */
public final class NotJson {

  /** How many characters are shown on either side. */
  private static final int AROUND = 12;

  private NotJson() {}

  /** Of UTF-8 that was parsed from its first byte on. */
  public static String reason(JacksonException e, byte[] bytes, int offset, int length) {
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    if (at < 0 || at > length) {
      return reason(e, new String(bytes, offset, length, StandardCharsets.UTF_8));
    }
    int place = offset + (int) at;
    while (place > offset && place < offset + length && (bytes[place] & 0xC0) == 0x80) {
      place--; // never between the bytes of a character
    }
    String before = new String(bytes, offset, place - offset, StandardCharsets.UTF_8);
    String after = new String(bytes, place, offset + length - place, StandardCharsets.UTF_8);
    return reason(e, before, after);
  }

  /** Of a text that was parsed from its first character on. */
  static String reason(JacksonException e, String text) {
    long offset = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    int at = Math.clamp(offset, 0, text.length());
    return reason(e, text.substring(0, at), text.substring(at));
  }

  /**
   * @param before what stands in the line before the place, or the end of that
   * @param after what stands from the place on, or the beginning of that
   */
  private static String reason(JacksonException e, String before, String after) {
    return reason(e, before, after, before.codePointCount(0, before.length()) + 1);
  }

  /**
   * @param character the place in the line, from 1
   */
  static String reason(JacksonException e, String before, String after, long character) {
    if (e instanceof StreamConstraintsException) {
      return "is too long or nested too deep at character %d: divide it".formatted(character);
    }
    String last = before.substring(before.offsetByCodePoints(before.length(), -most(before)));
    if (e instanceof UnexpectedEndOfInputException) {
      return "is not JSON, it breaks off behind '%s': get the whole of it"
          .formatted(Quoted.shown(last));
    }
    String next = after.substring(0, after.offsetByCodePoints(0, most(after)));
    return "is not JSON at character %d, near '%s': correct it"
        .formatted(character, Quoted.shown(last + next));
  }

  private static int most(String text) {
    return Math.min(AROUND, text.codePointCount(0, text.length()));
  }
}
