package org.royaltyledger.projections.deep;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What kind each asset is, at any place of the log. */
final class Assets {

  private record Kind(long from, String kind, @Nullable Kind before) {}

  private final Map<String, Kind> kinds = new HashMap<>();

  void add(StoredEvent event, JsonNode fields) {
    String kind = Fields.text(fields, "kind").intern();
    Kind before = kinds.get(Fields.text(fields, "assetId"));
    if (before == null || !before.kind.equals(kind)) {
      kinds.put(Fields.text(fields, "assetId"), new Kind(event.place(), kind, before));
    }
  }

  @Nullable String kind(@Nullable String asset, long place) {
    Kind kind = asset == null ? null : kinds.get(asset);
    while (kind != null && kind.from > place) {
      kind = kind.before;
    }
    return kind == null ? null : kind.kind;
  }
}
