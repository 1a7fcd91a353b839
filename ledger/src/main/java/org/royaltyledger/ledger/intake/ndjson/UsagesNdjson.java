package org.royaltyledger.ledger.intake.ndjson;

import java.util.HashMap;
import java.util.Map;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.fact.FactBook;
import org.royaltyledger.ledger.intake.DraftBlock;
import org.royaltyledger.ledger.intake.UsageReader;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.SourceBroken;

/** {@code usages*.ndjson}: one usage a line. */
public final class UsagesNdjson implements UsageReader {

  private final UsageLineParser parser;

  /**
   * @param known the offerings that usages may name
   */
  public UsagesNdjson(FactBook known) {
    parser = new UsageLineParser(weightsRules(known)::get);
  }

  @Override
  public boolean read(LineReader lines, DraftBlock draft) throws SourceBroken {
    while (!draft.isFull()) {
      if (!lines.next()) {
        return false;
      }
      String problem = lines.problem();
      String reason =
          problem != null
              ? problem
              : parser.parse(lines.buffer(), lines.offset(), lines.length(), draft.usages());
      if (reason == null) {
        draft.accept(lines);
      } else {
        draft.reject(lines, reason);
      }
    }
    return true;
  }

  private static Map<String, Offering.Weights> weightsRules(FactBook known) {
    Map<String, Offering.Weights> rules = new HashMap<>();
    for (CatalogueEvent.OfferingRecorded offering :
        known.all(CatalogueEvent.OfferingRecorded.class)) {
      rules.put(offering.offering(), Offering.Weights.valueOf(offering.weights()));
    }
    return rules;
  }
}
