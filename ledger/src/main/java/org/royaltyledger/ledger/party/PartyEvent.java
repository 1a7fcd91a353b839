package org.royaltyledger.ledger.party;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.personal.HoldsHash;
import org.royaltyledger.ledger.personal.PersonalKind;

/** What was written down of parties. */
public sealed interface PartyEvent extends FactEvent {

  /**
   * @param nameHash keyed hash of the name, which itself stands in the vault only
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
      implements PartyEvent, HoldsHash {
    @Override
    public String key() {
      return Key.of("party", partyId);
    }

    @Override
    public PersonalKind holds() {
      return PersonalKind.PARTY;
    }

    @Override
    public String holder() {
      return partyId;
    }

    @Override
    public @Nullable String heldHash() {
      return nameHash;
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
