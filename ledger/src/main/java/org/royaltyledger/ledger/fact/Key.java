package org.royaltyledger.ledger.fact;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The key of a fact as one string that no two keys share. */
public final class Key {

  private Key() {}

  /**
   * @param kind the noun, e.g. {@code consent}
   * @param parts the key's columns; a slash inside one is written {@code %2F}
   */
  public static String of(String kind, String... parts) {
    return Arrays.stream(parts)
        .map(part -> part.replace("%", "%25").replace("/", "%2F"))
        .collect(Collectors.joining("/", kind + "/", ""));
  }
}
