package org.royaltyledger.projections.rendering.text;

/** Why money waits, and who can end it, in a sentence. */
public final class WaitingReason {

  private WaitingReason() {}

  /**
   * @param state as {@code no-consent}
   */
  public static String of(String state) {
    return switch (state) {
      case "disputed" ->
          "a claim holds it back: it is paid once the claim is released or redirected";
      case "breakage" ->
          "it is owed whatever is used, and no work is there that it could go to: it is the"
              + " licensor's";
      case "no-split" -> "nobody's share is known on the day of use: agree and import a split";
      case "no-consent" -> "no opt-in of the controller, or an opt-out by somebody in the split";
      case "not-cleared" ->
          "the offering asks for composition and master, and not both of the usage are covered";
      case "unattributed" -> "the output has no contributions yet: import its analysis";
      case "unlicensed" ->
          "no licence covers offering, use type, territory, model version and day together";
      case "unmatched" -> "the asset or party is not known: import it";
      case "ineligible" ->
          "the asset was not used often enough in the months that its offering counts";
      case "free" -> "the offering lets this usage be free";
      default -> throw new IllegalArgumentException("state '%s' does not wait".formatted(state));
    };
  }
}
