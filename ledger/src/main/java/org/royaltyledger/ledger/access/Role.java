package org.royaltyledger.ledger.access;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody is here for. */
public enum Role {
  /** Says who may do what; sees everything, and does nothing with money. */
  ADMIN,
  /** Brings in what is known, drafts, closes and pays. */
  FINANCE,
  /** Approves what finance drafted and collected. */
  APPROVER,
  /** Sees the money of its own parties and of their members. */
  PARTNER,
  /** Sees everything and changes nothing. */
  AUDITOR,
  /** Delivers usage, and sees nothing. */
  INGEST;

  /** All of them, for a message. */
  public static final String ALL =
      Stream.of(values()).map(Role::written).collect(Collectors.joining(", "));

  /** As commands, documents and the log have it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it sees the money of all parties. */
  public boolean seesAll() {
    return switch (this) {
      case ADMIN, FINANCE, APPROVER, AUDITOR -> true;
      case PARTNER, INGEST -> false;
    };
  }

  /**
   * @throws IllegalArgumentException if {@code text} is no role
   */
  public static Role parse(String text) {
    for (Role it : values()) {
      if (it.written().equals(text)) {
        return it;
      }
    }
    throw new IllegalArgumentException(
        "role '%s' is not known: it is one of %s".formatted(text, ALL));
  }
}
