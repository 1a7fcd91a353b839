package org.royaltyledger.ledger.personal;

import org.jspecify.annotations.Nullable;

/** A fact that has the keyed hash of what stands in the vault, and nothing else of it. */
public interface HoldsHash {

  /** What it is a hash of. */
  PersonalKind holds();

  /** The party's id, or the asset's of an artist. */
  String holder();

  /** Hexadecimal; null if there is nothing in the vault for it. */
  @Nullable String heldHash();
}
