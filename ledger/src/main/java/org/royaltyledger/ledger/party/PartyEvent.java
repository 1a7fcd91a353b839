package org.royaltyledger.ledger.party;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;

/** What was written down of parties. */
public sealed interface PartyEvent extends FactEvent {

  /**
   * @param nameHash keyed hash of the name, which itself stands in the table of names only
   */
  record PartyRecorded(
      String partyId,
      @Nullable String nameHash,
      String kind,
      @Nullable String country,
      @Nullable String currency,
      @Nullable String isni,
      @Nullable String ipi,
      @Nullable String dpid)
      implements PartyEvent {
    @Override
    public String key() {
      return Key.of("party", partyId);
    }
  }

  record MembershipRecorded(String partyId, String memberOf, LocalDate from, @Nullable LocalDate to)
      implements PartyEvent {
    @Override
    public String key() {
      return Key.of("membership", partyId, memberOf, from.toString());
    }
  }
}
