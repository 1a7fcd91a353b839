package org.royaltyledger.ledger.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest version of every fact, as known at some place of the log. */
public final class FactBook {

  private final Map<String, FactEvent> newest = new LinkedHashMap<>();

  /** Takes a version as the newest of its key. */
  public FactBook put(FactEvent fact) {
    newest.put(fact.key(), fact);
    return this;
  }

  public @Nullable FactEvent newest(String key) {
    return newest.get(key);
  }

  public boolean knows(String key) {
    return newest.containsKey(key);
  }

  /** The newest versions of one family, in the order in which their keys were first seen. */
  public <F extends FactEvent> List<F> all(Class<F> family) {
    var found = new ArrayList<F>();
    for (FactEvent fact : newest.values()) {
      if (family.isInstance(fact)) {
        found.add(family.cast(fact));
      }
    }
    return found;
  }
}
