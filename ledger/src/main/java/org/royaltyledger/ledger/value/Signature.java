package org.royaltyledger.ledger.value;

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

  public boolean isNamed() {
    return !who.equals(UNNAMED);
  }
}
