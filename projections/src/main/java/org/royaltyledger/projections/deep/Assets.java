package org.royaltyledger.projections.deep;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What kind each asset is and who controls it, at any place of the log. */
final class Assets {

  private record Version(long from, String kind, String controller, @Nullable Version before) {}

  private final Map<String, Version> assets = new HashMap<>();

  void add(StoredEvent event, JsonNode fields) {
    String asset = Fields.text(fields, "assetId");
    String kind = Fields.text(fields, "kind").intern();
    String controller = Fields.text(fields, "controller").intern();
    Version before = assets.get(asset);
    if (before == null || !before.kind.equals(kind) || !before.controller.equals(controller)) {
      assets.put(asset, new Version(event.place(), kind, controller, before));
    }
  }

  @Nullable String kind(@Nullable String asset, long place) {
    Version version = at(asset, place);
    return version == null ? null : version.kind;
  }

  @Nullable String controller(String asset, long place) {
    Version version = at(asset, place);
    return version == null ? null : version.controller;
  }

  private @Nullable Version at(@Nullable String asset, long place) {
    Version version = asset == null ? null : assets.get(asset);
    while (version != null && version.from > place) {
      version = version.before;
    }
    return version;
  }
}
