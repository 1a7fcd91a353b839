package org.royaltyledger.ledger.royalty;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.catalogue.CatalogueEvent;
import org.royaltyledger.ledger.fact.FactHistory;
import org.royaltyledger.ledger.licence.LicenceEvent;
import org.royaltyledger.ledger.value.LicenceId;

/**
 * Which assets and licences became known only after a month was closed, by the number of the close
 * that first knew them. An asset has no dates: so that a new one takes no money of closed months
 * from those that were licensed then, a licence for all assets is for those that the first close
 * knew that knew the licence.
 */
record Later(Map<String, Integer> assets, Map<String, Integer> licences) {

  static final Later NOTHING = new Later(Map.of(), Map.of());

  /**
   * @param closes the places of the month's close and of all after it, ascending
   */
  static Later of(FactHistory history, List<Long> closes) {
    var assets = new HashMap<String, Integer>();
    var licences = new HashMap<String, Integer>();
    long last = closes.getLast();
    for (CatalogueEvent.AssetRecorded it : history.at(last, CatalogueEvent.AssetRecorded.class)) {
      int number = history.firstKnownAt(it.key(), closes);
      if (number > 0) {
        assets.put(it.assetId(), number);
      }
    }
    for (LicenceEvent.LicenceRecorded it : history.at(last, LicenceEvent.LicenceRecorded.class)) {
      int number = history.firstKnownAt(it.key(), closes);
      if (number > 0) {
        licences.put(it.licenceId(), number);
      }
    }
    return new Later(assets, licences);
  }

  /** Whether an asset became known at a later close than a licence. */
  boolean isAfter(String asset, LicenceId licence) {
    return assets.getOrDefault(asset, 0) > licences.getOrDefault(licence.code(), 0);
  }
}
