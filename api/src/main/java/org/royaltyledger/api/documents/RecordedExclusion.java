package org.royaltyledger.api.documents;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.usage.ExclusionEvent;

/**
 * An exclusion as it was recorded last.
 *
 * @param decision EXCLUDE is in force, REINSTATE is taken back
 * @param conditions those that are given, by the columns of the file, in their order
 */
public record RecordedExclusion(
    String exclusion,
    String decision,
    String reason,
    String evidence,
    Map<String, String> conditions) {

  public static RecordedExclusion of(ExclusionEvent.ExclusionRecorded event) {
    Map<String, String> conditions = new LinkedHashMap<>();
    put(conditions, "usageId", event.usageId());
    put(conditions, "asset", event.asset());
    put(conditions, "output", event.output());
    put(conditions, "listener", event.listener());
    put(conditions, "offering", event.offering());
    put(conditions, "territory", event.territory());
    put(conditions, "source", event.source());
    put(conditions, "from", event.from());
    put(conditions, "to", event.to());
    return new RecordedExclusion(
        event.exclusion(), event.decision(), event.reason(), event.evidence(), conditions);
  }

  private static void put(Map<String, String> conditions, String column, @Nullable Object value) {
    if (value != null) {
      conditions.put(column, value.toString());
    }
  }
}
