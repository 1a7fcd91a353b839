package org.royaltyledger.api.documents;

import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Refused;

/** Words of a command or an address to values and back. */
public final class Words {

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
