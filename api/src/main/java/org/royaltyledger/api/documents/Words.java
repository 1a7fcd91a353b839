package org.royaltyledger.api.documents;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.payout.PayoutDeed;
import org.royaltyledger.ledger.payout.PayoutId;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.asof.AsOf;

/** Words of a command or an address to values and back. */
public final class Words {

  private static final int LONGEST_REFERENCE = 140;

  /** What says who and why behind a question mark. */
  public static final Set<String> SIGNATURE = Set.of("as", "why");

  private Words() {}

  /**
   * @throws Refused BAD_INPUT if it is no month
   */
  public static Period period(String text) {
    try {
      return Period.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @throws Refused BAD_INPUT if it cannot be a party's id
   */
  public static PartyId party(String text) {
    try {
      return new PartyId(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @throws Refused BAD_INPUT if it names no state of the log
   */
  public static AsOf asOf(String text) {
    try {
      return AsOf.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Who signs what is asked, and why.
   *
   * @param who null if nobody said
   * @param why null if nobody said
   * @throws Refused BAD_INPUT if it is no name, or too long a reason; OTHER_NAME if another sends
   *     it
   */
  public static Signature signature(@Nullable String who, @Nullable String why) {
    try {
      return Caller.now()
          .signed(
              who == null || who.equals(Signature.UNNAMED)
                  ? new Signature(Signature.UNNAMED, why)
                  : Signature.said(who, why));
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Who sends usages or files and why, which stands behind the question mark of an address, as the
   * content is theirs.
   *
   * @param asked what stands there, which is nothing else
   * @throws Refused BAD_INPUT as {@link #signature(String, String)}, or for anything else
   */
  public static Signature signature(Map<String, String[]> asked) {
    asked.forEach(
        (name, values) -> {
          if (!SIGNATURE.contains(name) || values.length > 1) {
            throw new Refused(
                Refused.Code.BAD_INPUT,
                "'%s' does not stand behind the question mark of this address, or stands there twice: give 'as' and 'why' once each; nothing was done"
                    .formatted(Codes.shown(name)));
          }
        });
    return signature(first(asked.get("as")), first(asked.get("why")));
  }

  /**
   * What stands behind the question mark of an address.
   *
   * @param known what may
   * @throws Refused BAD_INPUT for anything else, which might be a filter that is mistyped
   */
  public static Map<String, String> asked(Map<String, String[]> asked, Set<String> known) {
    var said = new HashMap<String, String>();
    asked.forEach(
        (name, values) -> {
          if (!known.contains(name) || values.length > 1) {
            throw new Refused(
                Refused.Code.BAD_INPUT,
                "'%s' does not stand behind the question mark of this address, or stands there twice: give each of %s once at most"
                    .formatted(Codes.shown(name), String.join(", ", new TreeSet<>(known))));
          }
          said.put(name, values[0]);
        });
    return said;
  }

  /**
   * How many of a list.
   *
   * @throws Refused BAD_INPUT if it is no number from 1 to the most
   */
  public static int limit(String text, int most) {
    int limit = upTo("limit", text, most);
    if (limit == 0) {
      throw new Refused(
          Refused.Code.BAD_INPUT, "limit '0' shows nothing: give 1 to %d".formatted(most));
    }
    return limit;
  }

  private static @Nullable String first(String @Nullable [] values) {
    return values == null ? null : values[0];
  }

  /**
   * @throws Refused BAD_INPUT if it is no payout run
   */
  public static PayoutId payout(String text) {
    try {
      return PayoutId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @throws Refused BAD_INPUT if that cannot be done to one
   */
  public static PayoutDeed deed(String text) {
    try {
      return PayoutDeed.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param text null is all
   * @throws Refused BAD_INPUT if it is no currency
   */
  public static @Nullable String currency(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Currencies.of(text).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The bank's word for a payment, at most 140 characters.
   *
   * @param text null if there is none
   * @throws Refused BAD_INPUT if it is none
   */
  public static @Nullable String reference(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Codes.requireText("reference", text, LONGEST_REFERENCE);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Code.BAD_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @throws Refused BAD_INPUT if it is no number from 1 on
   */
  public static int number(String name, String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "%s '%s' is no number from 1 on: write it like 2".formatted(name, Codes.shown(text)));
    }
    return Integer.parseInt(text);
  }

  /**
   * @throws Refused BAD_INPUT if it is no number from 0 to the largest
   */
  public static int upTo(String name, String text, int largest) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= largest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new Refused(
        Refused.Code.BAD_INPUT,
        "%s '%s' is not a number from 0 to %d".formatted(name, Codes.shown(text), largest));
  }

  /**
   * @throws Refused BAD_INPUT if it is neither true nor false
   */
  public static boolean flag(String name, String text) {
    if (!text.matches("true|false")) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "%s '%s' is not known: write true or false".formatted(name, Codes.shown(text)));
    }
    return text.equals("true");
  }

  /** What a close found, in a sentence. */
  public static String notice(RunResult.Notice notice) {
    return switch (notice) {
      case RunResult.WithoutRevenue it ->
          "notice: %d usages of %s in %s, %s have no revenue row and pay nothing"
              .formatted(it.usages(), it.offering(), it.territory(), it.month());
      case RunResult.Excluded it ->
          "notice: %d usages of %s in %s, %s are excluded and count nowhere"
              .formatted(it.usages(), it.offering(), it.territory(), it.month());
      case RunResult.RetainedBelowZero it ->
          "notice: %s in %s retains %s %s: minima exceed its revenue"
              .formatted(
                  it.offering(),
                  it.territory(),
                  it.retained().toPlainString(),
                  it.currency().getCurrencyCode());
    };
  }
}
