package org.royaltyledger.ledger.intake.batch;

import java.util.HashMap;
import java.util.Map;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.intake.ndjson.UsageLineParser;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.LogReader;

/** What the offerings ask of weights, kept up with the log: single usages come often. */
public final class KnownOfferings {

  private static final String NAME = EventNames.of(CatalogueEvent.OfferingRecorded.class).stored();

  private final LogReader reader;
  private Map<String, Offering.Weights> weights = Map.of();
  private long upTo;

  public KnownOfferings(LogReader reader) {
    this.reader = reader;
  }

  /** The offerings as the log knows them now. */
  public synchronized UsageLineParser.WeightsRule now() {
    long head = reader.head();
    if (head > upTo) {
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
    }
    return weights::get;
  }
}
