package org.royaltyledger.ledger.value;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who did something and why, in their own words: nobody checks it until there is access control.
 *
 * @param who stands in the log for ever, so a role or an id, no person's name
 */
public record Signature(String who, @Nullable String why) {

  /** What stands where nobody said who. */
  public static final String UNNAMED = "unnamed";

  /** Nobody said who, or why. */
  public static final Signature NONE = new Signature(UNNAMED, null);

  private static final int LONGEST_REASON = 200;

  /** All that is not seen, or looks like a space; hangul fillers are letters to Unicode. */
  private static final Pattern BLANKS =
      Pattern.compile("[\\p{IsWhite_Space}\\p{Z}\\p{Cf}\u115F\u1160\u3164\uFFA0\u2800]+");

  /**
   * @throws IllegalArgumentException if the name is not 1 to 64 printable characters, or the reason
   *     has more than 200
   */
  public Signature {
    Codes.require("name", who);
    if (why != null) {
      Codes.requireText("reason", why, LONGEST_REASON);
    }
  }

  /**
   * What somebody says now.
   *
   * @throws IllegalArgumentException also if the name begins or ends with a blank, or can be taken
   *     for none
   */
  public static Signature said(String who, @Nullable String why) {
    var said = new Signature(who, why);
    if (!said.isNamed() || folded(who).isEmpty() || !who.equals(who.strip())) {
      throw new IllegalArgumentException(
          "the name '%s' can be taken for another's or for none: give one that begins and ends with a letter, a digit or a sign, and is not '%s'"
              .formatted(who, UNNAMED));
    }
    return said;
  }

  public boolean isNamed() {
    return !isSame(who, UNNAMED);
  }

  /**
   * Whether two names are one to a person who reads them: whatever their case, blanks, width and
   * composition.
   */
  public static boolean isSame(String one, String other) {
    return folded(one).equals(folded(other));
  }

  private static String folded(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
    String lower = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return BLANKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKC)).replaceAll("");
  }
}
