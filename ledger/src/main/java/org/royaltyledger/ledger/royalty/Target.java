package org.royaltyledger.ledger.royalty;

import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.value.PartyId;

/** Who earns by a contribution; an asset and a party of one id are two. */
public sealed interface Target {

  record OfAsset(Asset asset) implements Target {}

  record OfParty(PartyId party) implements Target {}

  /** Who licenses it and is asked for consent. */
  default PartyId controller() {
    return switch (this) {
      case OfAsset it -> it.asset().controller();
      case OfParty it -> it.party();
    };
  }
}
