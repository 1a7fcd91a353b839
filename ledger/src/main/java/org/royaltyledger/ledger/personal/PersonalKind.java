package org.royaltyledger.ledger.personal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What may be told of somebody; as written, it stands in the vault and in keyed hashes for ever.
 */
public enum PersonalKind {
  /** A party's name. */
  PARTY,
  /** The name of the artist by whom an asset is; the id is the asset's. */
  ARTIST,
  /** Where a party is paid. */
  BANK,
  /** What a party is to the tax office. */
  TAX;

  /** As it is stored. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whoever is erased at once: a party with all that is its own, or the artist of an asset. */
  public PersonalKind subject() {
    return this == ARTIST ? ARTIST : PARTY;
  }

  /** All that goes when this subject is erased. */
  public List<PersonalKind> erased() {
    return Arrays.stream(values()).filter(it -> it.subject() == this).toList();
  }
}
