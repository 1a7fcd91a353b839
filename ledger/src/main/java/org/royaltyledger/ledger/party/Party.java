package org.royaltyledger.ledger.party;

import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.PartyId;

/**
 * Someone who is paid, licenses or delivers; the name stands elsewhere.
 *
 * @param country ISO 3166-1 alpha-2
 * @param currency what the party is paid in, later
 */
public record Party(
    PartyId id,
    PartyKind kind,
    @Nullable String country,
    @Nullable CurrencyUnit currency,
    @Nullable String isni,
    @Nullable String ipi,
    @Nullable String dpid) {

  /** Takes the shares nobody claims; no party may register under it. */
  public static final PartyId UNCLAIMED = new PartyId("UNCLAIMED");

  public Party {
    if (id.equals(UNCLAIMED)) {
      throw new IllegalArgumentException(
          "party id UNCLAIMED is reserved for shares that nobody claims: choose another id");
    }
  }

  /**
   * @param nameHash the keyed hash of the party's name, hexadecimal; null without one
   */
  public PartyEvent.PartyRecorded recorded(@Nullable String nameHash) {
    return new PartyEvent.PartyRecorded(
        id.code(),
        nameHash,
        kind.name(),
        country,
        currency == null ? null : currency.getCurrencyCode(),
        isni,
        ipi,
        dpid);
  }
}
