package org.royaltyledger.api.work;

import org.royaltyledger.api.documents.PartyDetails;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;

/** What is asked of what tells of persons, here or at a server. */
public interface PersonalWork {

  /**
   * What is told of a party, masked.
   *
   * @throws Refused NO_PARTY, NO_VAULT_KEY
   */
  PartyDetails masked(PartyId party);

  /**
   * The same in full; the log says first that somebody saw it.
   *
   * @throws Refused NO_PARTY, NO_VAULT_KEY, NAME_NEEDED or BAD_INPUT if nobody says who, or why
   */
  PartyDetails opened(PartyId party, Signature by);
}
