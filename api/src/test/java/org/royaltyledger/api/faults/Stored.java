package org.royaltyledger.api.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.royaltyledger.ledger.store.EventNames;
import org.royaltyledger.ledger.store.block.UsageBlockCodec;

/**
 * The usages of a store as they lie in its log, read past the program: by SQL and the codec alone.
 *
 * @param head the newest event's place
 * @param digests of each usage id: one for each time it stands there
 */
record Stored(long head, Map<String, List<String>> digests) {

  static Stored in(Tampering sql) {
    var digests = new HashMap<String, List<String>>();
    for (List<?> row :
        sql.rows(
            "select payload from log where payload_type = ? order by place",
            EventNames.USAGE_BLOCK)) {
      var block = UsageBlockCodec.decode((byte[]) row.getFirst()).block();
      for (int i = 0; i < block.size(); i++) {
        digests
            .computeIfAbsent(block.usageId(i), _ -> new ArrayList<>())
            .add(UsageDigest.of(block, i));
      }
    }
    long head = Long.parseLong(sql.column("select coalesce(max(place), 0) from log").getFirst());
    return new Stored(head, digests);
  }

  /** Every time a usage stands there. */
  long usages() {
    return digests.values().stream().mapToLong(List::size).sum();
  }
}
