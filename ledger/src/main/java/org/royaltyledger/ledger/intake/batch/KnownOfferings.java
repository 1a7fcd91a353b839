package org.royaltyledger.ledger.intake.batch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.intake.ndjson.UsageLineParser;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;
import org.royaltyledger.ledger.store.LogSource;

/** What the offerings ask of weights, kept up with the log: single usages come often. */
public final class KnownOfferings implements UsageLineParser.WeightsRule {

  private static final String NAME = EventNames.of(CatalogueEvent.OfferingRecorded.class).stored();

  private final LogReader reader;
  private final LogSource source;
  private volatile Map<String, Offering.Weights> weights = Map.of();
  private volatile long appends = -1;
  private long upTo;

  public KnownOfferings(LogReader reader, LogSource source) {
    this.reader = reader;
    this.source = source;
  }

  /** Takes in the offerings that the log knows now; costs nothing if nothing was appended. */
  public void refresh() {
    if (source.appends() != appends) {
      read();
    }
  }

  /** As of the last refresh. */
  @Override
  public Offering.@Nullable Weights of(String offering) {
    return weights.get(offering);
  }

  private synchronized void read() {
    long now = source.appends(); // before the head: what comes meanwhile is read the next time
    if (now == appends) {
      return;
    }
    long head = reader.head();
    var newer = new HashMap<>(weights);
    reader.read(
        NAME,
        upTo,
        head,
        row -> {
          var offering = (CatalogueEvent.OfferingRecorded) row.event();
          newer.put(offering.offering(), Offering.Weights.valueOf(offering.weights()));
        });
    weights = Map.copyOf(newer);
    upTo = head;
    appends = now;
  }
}
