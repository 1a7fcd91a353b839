package org.royaltyledger.ledger.webhook;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a webhook may be told of, in the order of what is written. */
public enum Topic {
  /** A payout run was begun or taken on, or the bank said something of items in it. */
  PAYOUT_CHANGED("payout.changed"),
  /** A month was closed. */
  STATEMENTS_ISSUED("statements.issued");

  /** All of them, for a message. */
  public static final String ALL =
      Stream.of(values()).map(Topic::written).collect(Collectors.joining(", "));

  private final String written;

  Topic(String written) {
    this.written = written;
  }

  /** As messages, documents and the log have it. */
  public String written() {
    return written;
  }

  /**
   * @throws IllegalArgumentException if {@code text} is no topic
   */
  public static Topic parse(String text) {
    return Arrays.stream(values())
        .filter(it -> it.written.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "topic '%s' is not known: it is one of %s".formatted(text, ALL)));
  }
}
