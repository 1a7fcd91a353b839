package org.royaltyledger.ledger.policy;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.royaltyledger.ledger.value.Codes;

/**
 * Whose usage a rule is about, written like {@code asset:XXAAA2600001}.
 *
 * @param code an id or a word, empty for all usage
 */
public record Subject(Kind kind, String code) {

  /** All usage of the offering. */
  public static final Subject ALL = new Subject(Kind.ALL, "");

  /** What it names. */
  public enum Kind {
    ALL(""),
    ASSET("asset"),
    /** Who controls an asset, or is named by a contribution. */
    PARTY("party"),
    USE_TYPE("useType"),
    LISTENER("listener");

    private final String written;

    Kind(String written) {
      this.written = written;
    }
  }

  public Subject {
    if (kind != Kind.ALL) {
      Codes.require("subject " + kind.written, code);
    }
  }

  /**
   * @throws IllegalArgumentException if it names no kind, or no code
   */
  public static Subject parse(String text) {
    if (text.isEmpty()) {
      return ALL;
    }
    int colon = text.indexOf(':');
    for (Kind kind : Kind.values()) {
      if (kind != Kind.ALL && colon > 0 && text.substring(0, colon).equals(kind.written)) {
        return new Subject(kind, text.substring(colon + 1));
      }
    }
    throw new IllegalArgumentException(
        "subject '%s' begins with none of %s: write it like asset:XXAAA2600001"
            .formatted(
                Codes.shown(text),
                Arrays.stream(Kind.values())
                    .filter(it -> it != Kind.ALL)
                    .map(it -> it.written + ":")
                    .collect(Collectors.joining(", "))));
  }

  /** As in files and events. */
  public String written() {
    return kind == Kind.ALL ? "" : kind.written + ":" + code;
  }
}
