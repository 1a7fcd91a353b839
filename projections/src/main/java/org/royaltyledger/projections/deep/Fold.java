package org.royaltyledger.projections.deep;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One pass over the log in the order of places: each event is asked what it gives. */
final class Fold implements AutoCloseable {

  static final String EVENTS = "deep-events";

  private final Store store;
  private final Findings findings;
  private final byte[] storeKey;
  private final Structure structure;
  private final Signed signed;
  private final Followed followed;
  private final UsageIds ids;
  private final Conflicts conflicts;
  private final Assets assets = new Assets();
  private final Names names = new Names();
  private final Months months;
  private final Totals totals;
  private final Journal journal;
  private final Payouts payouts;

  Fold(Store store, Findings findings, StatementDigests said) throws SQLException {
    this.store = store;
    this.findings = findings;
    byte[][] key = {new byte[1]};
    store.each("select hmac_key from store where id = 1", row -> key[0] = row.getBytes(1));
    storeKey = key[0];
    structure = new Structure(findings);
    findings.line(EVENTS, "each can be read, and stands where what it says belongs");
    signed = new Signed(store, storeKey, findings);
    ids = new UsageIds(findings);
    followed = new Followed(store, findings);
    totals = new Totals(store, findings, followed);
    journal = new Journal(store, findings, followed.of("journal"));
    months = new Months(store, findings, followed, said, assets, journal, storeKey);
    payouts = new Payouts(store, findings, followed.of("payouts"));
    conflicts = new Conflicts(store, findings, ids, followed.of("exceptions"));
  }

  /** An event, and what can be found out of it without those before. */
  private record Read(
      StoredEvent event,
      @Nullable UsageBlock block,
      @Nullable JsonNode fields,
      @Nullable String unreadable) {}

  void run(LongConsumer progress) throws IOException, SQLException {
    long place = Long.MIN_VALUE;
    for (List<StoredEvent> page = store.eventsAfter(place);
        !page.isEmpty();
        page = store.eventsAfter(place)) {
      for (Read it : page.parallelStream().map(this::read).toList()) {
        take(it);
      }
      place = page.getLast().place();
      progress.accept(ids.usages());
    }
    end();
  }

  /** On all cores: hashing is most of the work. */
  private Read read(StoredEvent event) {
    try {
      return switch (event.name()) {
        case KnownEvents.USAGES ->
            new Read(event, UsageBlock.of(event.payload(), storeKey), null, null);
        case KnownEvents.RESULT -> new Read(event, null, null, null);
        default -> new Read(event, null, Fields.read(event.payload()), null);
      };
    } catch (Exception | StackOverflowError e) { // damaged bytes may fail in any way
      return new Read(event, null, null, String.valueOf(e.getMessage()));
    }
  }

  private void take(Read it) throws IOException {
    StoredEvent event = it.event;
    structure.add(event);
    wrong(event, KnownEvents.objection(event));
    if (it.unreadable != null) {
      wrong(event, "it cannot be read: " + it.unreadable);
    }
    signed.add(event, it.block == null ? null : it.block.contents());
    findings.trying(EVENTS, event.place(), () -> given(it));
  }

  private void wrong(StoredEvent event, @Nullable String what) {
    if (what != null) {
      findings.add(EVENTS, Wrong.at(event.place(), "%s: %s".formatted(event.told(), what)));
    }
  }

  private void given(Read it) throws IOException, SQLException {
    StoredEvent event = it.event;
    if (it.block != null) {
      usages(event, it.block);
    } else if (event.name().equals(KnownEvents.RESULT)) {
      wrong(event, months.runs().addResult(event));
    } else if (it.fields != null) {
      wrong(event, KnownEvents.objection(event, it.fields, storeKey));
      given(event, it.fields);
    }
  }

  private void usages(StoredEvent event, UsageBlock block) throws IOException, SQLException {
    wrong(
        event,
        event.stream().equals(block.stream())
            ? KnownEvents.objectionToIdentifier(event, block.stream())
            : "its usages are not those that its stream is named by");
    ids.add(event.place(), block);
    totals.add(event.place(), block);
  }

  private void given(StoredEvent event, JsonNode fields) throws IOException, SQLException {
    names.add(event, fields);
    switch (event.name()) {
      case KnownEvents.CONFLICTS -> conflicts.add(event, fields);
      case KnownEvents.SETTLEMENT -> wrong(event, months.runs().addSettlement(event, fields));
      case "asset-recorded" -> assets.add(event, fields);
      case "signing-key-changed" -> signed.addKey(fields);
      case "cut-off-taken", "run-voided", "month-drafted", "month-approved" ->
          months.runs().addToCalendar(event, fields);
      case "period-closed" -> months.close(event, fields);
      default -> {
        if (event.name().startsWith("payout-")) {
          payouts.add(event, fields);
          journal.addPayout(event, fields);
        }
      }
    }
  }

  private void end() {
    long last = structure.last();
    findings.trying(Structure.LINE, 0, () -> structure.end(store));
    findings.trying(Signed.LINE, 0, () -> signed.end(last));
    findings.trying(UsageIds.LINE, 0, ids::end);
    findings.trying(Followed.LINE, 0, () -> followed.end(last, findings));
    findings.trying(Totals.LINE, 0, totals::end);
    findings.trying(Close.EXCEPTIONS, 0, conflicts::end);
    findings.trying(Close.STATEMENTS, 0, months::end);
    findings.trying(Journal.LINE, 0, journal::end);
    findings.trying(Payouts.LINE, 0, payouts::end);
    findings.trying(Names.LINE, 0, () -> names.end(store, storeKey, findings));
  }

  @Override
  public void close() throws IOException, SQLException {
    try (structure;
        ids) {
      totals.close();
    }
  }
}
