package org.royaltyledger.ledger.value;

/** DDEX's disclosure of generative AI; unknown is null, never None. */
public enum ContainsAi {
  ALL("All"),
  PARTLY("Partly"),
  NONE("None");

  private final String written;

  ContainsAi(String written) {
    this.written = written;
  }

  /** As in files and events. */
  public String written() {
    return written;
  }

  /**
   * @throws IllegalArgumentException if {@code text} is none of All, Partly, None
   */
  public static ContainsAi parse(String text) {
    for (ContainsAi value : values()) {
      if (value.written.equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "containsAI '%s' is none of All, Partly, None: leave it out if it is unknown"
            .formatted(Codes.shown(text)));
  }
}
