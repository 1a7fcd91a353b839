package org.royaltyledger.ledger.usage;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An asset that a usage names by what its report says of it; which one that is, the close decides.
 *
 * <p>It stands in a block as one word with tabs, which no id has.
 *
 * @param isrcs none, one or several
 * @param iswcs none, one or several
 * @param resourceId the service's own id, empty without one
 */
public record SoughtAsset(List<String> isrcs, List<String> iswcs, String resourceId) {

  private static final char BETWEEN = '\t';

  public SoughtAsset {
    isrcs = List.copyOf(isrcs);
    iswcs = List.copyOf(iswcs);
  }

  /** The word of a block. */
  public String written() {
    return String.join("|", isrcs) + BETWEEN + String.join("|", iswcs) + BETWEEN + resourceId;
  }

  /** What a block's word seeks, null if it is the id of an asset. */
  public static @Nullable SoughtAsset parse(String word) {
    int first = word.indexOf(BETWEEN);
    if (first < 0) {
      return null;
    }
    int second = word.indexOf(BETWEEN, first + 1);
    return new SoughtAsset(
        several(word.substring(0, first)),
        several(word.substring(first + 1, second)),
        word.substring(second + 1));
  }

  private static List<String> several(String codes) {
    return codes.isEmpty() ? List.of() : Arrays.asList(codes.split("\\|", -1));
  }

  /** For people: the first code it is sought by. */
  @Override
  public String toString() {
    return !isrcs.isEmpty() ? isrcs.getFirst() : !iswcs.isEmpty() ? iswcs.getFirst() : resourceId;
  }
}
