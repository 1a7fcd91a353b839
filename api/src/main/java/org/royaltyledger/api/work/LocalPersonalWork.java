package org.royaltyledger.api.work;

import java.util.List;
import org.royaltyledger.api.documents.PartyDetails;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.value.Acting;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Signature;
import org.royaltyledger.projections.personal.Detail;
import org.royaltyledger.projections.personal.PersonalData;

/** What the vault of the store that is open here tells. */
public final class LocalPersonalWork implements PersonalWork {

  private final PersonalData data;

  public LocalPersonalWork(PersonalData data) {
    this.data = data;
  }

  @Override
  public PartyDetails masked(PartyId party) {
    Sight.now().requireAll();
    return shown(party, data.masked(party));
  }

  @Override
  public PartyDetails opened(PartyId party, Signature by) {
    Sight.now().requireAll();
    return shown(party, Acting.as(by).doing(() -> data.open(party, by)));
  }

  private PartyDetails shown(PartyId party, List<Detail> details) {
    return new PartyDetails(party.code(), data.isErased(party), details);
  }
}
