package org.royaltyledger.ledger.intake;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.personal.PersonalKind;

/** A keyed hash, the same for the same text of the same somebody as long as the store lives. */
@FunctionalInterface
public interface PersonalHash {

  /**
   * @param newest the one that the newest version of the fact holds; null without one
   */
  String hash(PersonalKind kind, String id, String text, @Nullable String newest);
}
