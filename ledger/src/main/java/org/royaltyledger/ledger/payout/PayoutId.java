package org.royaltyledger.ledger.payout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.royaltyledger.ledger.value.Codes;

/**
 * A payout run, e.g. {@code payout-1}.
 *
 * @param number from 1, without a gap: two that collect at once want the same one, and one gets it
 */
public record PayoutId(int number) {

  private static final Pattern FORM = Pattern.compile("payout-([1-9][0-9]{0,8})");

  public static PayoutId parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no payout run: they are payout-1, payout-2, …".formatted(Codes.shown(text)));
    }
    return new PayoutId(Integer.parseInt(matcher.group(1)));
  }

  /** Its stream in the log. */
  public String stream() {
    return "payout/" + number;
  }

  @Override
  public String toString() {
    return "payout-" + number;
  }
}
