package org.royaltyledger.api.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.party.Membership;
import org.royaltyledger.ledger.party.PartyEvent;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.value.PartyId;
import org.springframework.stereotype.Component;

/** Who is a member of whom, as the log says now: what walls are made of. */
@Component
public class Memberships {

  private static final String RECORDED =
      EventNames.of(PartyEvent.MembershipRecorded.class).stored();

  private final LogReader reader;

  /** By whom they are a member of, and by the key of the fact. */
  private final Map<String, Map<String, Membership>> members = new HashMap<>();

  private long seen;

  Memberships(LogReader reader) {
    this.reader = reader;
  }

  /** What is seen of some parties and of whoever is a member of them. */
  public Sight sight(Collection<PartyId> parties) {
    if (parties.isEmpty()) {
      return Sight.NONE;
    }
    follow();
    return Sight.of(parties, this::of);
  }

  private synchronized List<Membership> of(String party) {
    return List.copyOf(members.getOrDefault(party, Map.of()).values());
  }

  private synchronized void follow() {
    long head = reader.head();
    if (head > seen) {
      reader.read(
          RECORDED,
          seen,
          head,
          row -> {
            var event = (PartyEvent.MembershipRecorded) row.event();
            members
                .computeIfAbsent(event.memberOf(), _ -> new HashMap<>())
                .put(event.key(), Membership.from(event));
          });
      seen = head;
    }
  }
}
