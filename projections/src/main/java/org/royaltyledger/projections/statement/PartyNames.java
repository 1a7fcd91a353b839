package org.royaltyledger.projections.statement;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.Vault;

/**
 * Who a party is, for people to read: the newest name that was recorded of it.
 *
 * <p>Names themselves are never kept here, so that an erased one is gone at once.
 */
public final class PartyNames {

  private static final String PARTY_RECORDED =
      EventNames.of(PartyEvent.PartyRecorded.class).stored();

  private final LogReader reader;
  private final Vault vault;
  private final Map<String, String> hashes = new HashMap<>();
  private long seen;

  public PartyNames(LogReader reader, Vault vault) {
    this.reader = reader;
    this.vault = vault;
  }

  /** Whether such a party was ever recorded. */
  public synchronized boolean knows(String party) {
    hash(party);
    return hashes.containsKey(party);
  }

  /** The party's name; empty if it is not known, or not any more. */
  public String of(String party) {
    String hash = hash(party);
    return hash == null ? "" : vault.text(PersonalKind.PARTY, party, hash);
  }

  private synchronized @Nullable String hash(String party) {
    long head = reader.head();
    if (head > seen) {
      reader.read(
          PARTY_RECORDED,
          seen,
          head,
          row -> {
            var event = (PartyEvent.PartyRecorded) row.event();
            hashes.put(event.partyId(), event.nameHash());
          });
      seen = head;
    }
    return hashes.get(party);
  }
}
