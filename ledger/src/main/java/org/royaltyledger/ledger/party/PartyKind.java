package org.royaltyledger.ledger.party;

/** What a party is in the business. */
public enum PartyKind {
  LABEL,
  PUBLISHER,
  DISTRIBUTOR,
  SOCIETY,
  SERVICE,
  ARTIST,
  PERFORMER,
  PRODUCER,
  WRITER
}
