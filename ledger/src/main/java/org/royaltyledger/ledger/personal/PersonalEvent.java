package org.royaltyledger.ledger.personal;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;

/** What was written down of personal data, which itself is never in the log. */
public sealed interface PersonalEvent extends FactEvent {

  /** The key of the event that erases somebody. */
  static String erasure(PersonalKind subject, String id) {
    return Key.of("erasure", subject.written(), id);
  }

  /**
   * @param detailsHash keyed hash of the details, which stand in the vault only; null when they are
   *     withdrawn
   */
  record BankDetailsRecorded(String partyId, @Nullable String detailsHash)
      implements PersonalEvent, HoldsHash {
    @Override
    public String key() {
      return Key.of("bank", partyId);
    }

    @Override
    public PersonalKind holds() {
      return PersonalKind.BANK;
    }

    @Override
    public String holder() {
      return partyId;
    }

    @Override
    public @Nullable String heldHash() {
      return detailsHash;
    }
  }

  /**
   * @param detailsHash as of bank details
   */
  record TaxDetailsRecorded(String partyId, @Nullable String detailsHash)
      implements PersonalEvent, HoldsHash {
    @Override
    public String key() {
      return Key.of("taxdetails", partyId);
    }

    @Override
    public PersonalKind holds() {
      return PersonalKind.TAX;
    }

    @Override
    public String holder() {
      return partyId;
    }

    @Override
    public @Nullable String heldHash() {
      return detailsHash;
    }
  }

  /**
   * From here on nothing tells who this is, and nothing that comes again brings it back.
   *
   * @param subject {@code party}, or {@code artist} of an asset
   * @param id the party's, or the asset's
   */
  record PersonalDataErased(String subject, String id) implements PersonalEvent {
    @Override
    public String key() {
      return Key.of("erasure", subject, id);
    }
  }
}
