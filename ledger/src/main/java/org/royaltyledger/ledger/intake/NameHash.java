package org.royaltyledger.ledger.intake;

/** A keyed hash of names, the same for the same name as long as the store lives. */
@FunctionalInterface
public interface NameHash {

  /**
   * @param kind {@code party} or {@code artist}
   */
  String hash(String kind, String name);
}
