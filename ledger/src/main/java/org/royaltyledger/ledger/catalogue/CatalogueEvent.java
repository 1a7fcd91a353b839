package org.royaltyledger.ledger.catalogue;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.fact.FactEvent;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.personal.HoldsHash;
import org.royaltyledger.ledger.personal.PersonalKind;

/** What was written down of offerings, assets, splits and claims. */
public sealed interface CatalogueEvent extends FactEvent {

  record OfferingRecorded(
      String offering,
      String service,
      String scope,
      String uncovered,
      String weights,
      String lateUsage,
      String clearance)
      implements CatalogueEvent {
    @Override
    public String key() {
      return Key.of("offering", offering);
    }
  }

  /**
   * @param artistHash keyed hash of the display artist's name, which stands in the table of names
   */
  record AssetRecorded(
      String assetId,
      String kind,
      @Nullable String title,
      @Nullable String artistHash,
      @Nullable String isrc,
      @Nullable String iswc,
      String controller,
      @Nullable String containsAI)
      implements CatalogueEvent, HoldsHash {
    @Override
    public String key() {
      return Key.of("asset", assetId);
    }

    @Override
    public PersonalKind holds() {
      return PersonalKind.ARTIST;
    }

    @Override
    public String holder() {
      return assetId;
    }

    @Override
    public @Nullable String heldHash() {
      return artistHash;
    }

    /** The same with another controller. */
    public AssetRecorded controlledBy(String other) {
      return new AssetRecorded(assetId, kind, title, artistHash, isrc, iswc, other, containsAI);
    }
  }

  /** The whole table of one asset in one territory. */
  record SplitsRecorded(String assetId, String territory, List<SplitShare> shares)
      implements CatalogueEvent {
    public SplitsRecorded {
      shares = List.copyOf(shares);
    }

    @Override
    public String key() {
      return Key.of("splits", assetId, territory);
    }
  }

  /**
   * @param percent a plain decimal, 0 to 100
   */
  record SplitShare(String partyId, String percent, LocalDate from, @Nullable LocalDate to) {}

  /**
   * @param share a plain decimal percent, null if the claim names none
   * @param evidence a reference to what it rests on, never a name
   */
  record ClaimRecorded(
      String claim,
      String assetId,
      String territory,
      String partyId,
      String kind,
      @Nullable String share,
      @Nullable String against,
      String holds,
      String status,
      LocalDate from,
      @Nullable LocalDate to,
      @Nullable String evidence)
      implements CatalogueEvent {
    @Override
    public String key() {
      return Key.of("claim", claim);
    }
  }
}
