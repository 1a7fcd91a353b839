package org.royaltyledger.api.page;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.databind.node.ObjectNode;

/** Which fields an answer's items have: all, or those that were asked for. */
public final class Fields {

  private final @Nullable Set<String> wanted;

  private Fields(@Nullable Set<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * @param asked names with commas between them; null is all
   * @param known those that there are
   * @throws Refused BAD_INPUT if one is not known
   */
  public static Fields of(@Nullable String asked, List<String> known) {
    if (asked == null) {
      return new Fields(null);
    }
    List<String> names = List.of(asked.split(",", -1));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new Refused(
            Refused.Code.BAD_INPUT,
            "field '%s' is not known: fields are %s, with commas between them"
                .formatted(Codes.shown(name), String.join(", ", known)));
      }
    }
    return new Fields(Set.copyOf(names));
  }

  /** Leaves of an item what is wanted, in its own order. */
  public ObjectNode of(ObjectNode item) {
    return wanted == null ? item : item.retain(wanted);
  }
}
