package org.royaltyledger.ledger.licence;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Window;

/**
 * A party's yes or no to a scope.
 *
 * @param asset null is every asset, written {@code *}
 */
public record Consent(
    PartyId party,
    @Nullable AssetId asset,
    Offering.Scope scope,
    Window window,
    Decision decision) {

  /** Yes or no; none given means no. */
  public enum Decision {
    OPT_IN,
    OPT_OUT
  }

  public LicenceEvent.ConsentRecorded recorded() {
    return new LicenceEvent.ConsentRecorded(
        party.code(),
        asset == null ? "*" : asset.code(),
        scope.name(),
        window.from(),
        window.to(),
        decision.name());
  }

  public static Consent from(LicenceEvent.ConsentRecorded event) {
    return new Consent(
        new PartyId(event.partyId()),
        event.assetId().equals("*") ? null : new AssetId(event.assetId()),
        Offering.Scope.valueOf(event.scope()),
        new Window(event.from(), event.to()),
        Decision.valueOf(event.decision()));
  }
}
