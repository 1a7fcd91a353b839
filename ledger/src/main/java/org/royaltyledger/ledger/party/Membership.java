package org.royaltyledger.ledger.party;

import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Window;

/** A party licenses through another: a label in an agency, an artist at a distributor. */
public record Membership(PartyId party, PartyId memberOf, Window window) {

  public Membership {
    if (party.equals(memberOf)) {
      throw new IllegalArgumentException(
          "party '%s' cannot be a member of itself".formatted(party));
    }
  }

  public PartyEvent.MembershipRecorded recorded() {
    return new PartyEvent.MembershipRecorded(
        party.code(), memberOf.code(), window.from(), window.to());
  }

  public static Membership from(PartyEvent.MembershipRecorded event) {
    return new Membership(
        new PartyId(event.partyId()),
        new PartyId(event.memberOf()),
        new Window(event.from(), event.to()));
  }
}
