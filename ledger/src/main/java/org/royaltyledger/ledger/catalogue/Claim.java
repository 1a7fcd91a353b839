package org.royaltyledger.ledger.catalogue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.ledger.value.Window;

/**
 * What a party says against those who hold an asset, and what becomes of the money meanwhile.
 *
 * @param territory of use; Worldwide is every territory
 * @param share in percent, above 0 to 100, without trailing zeros; null is all that it is against
 * @param against the holder whose share is claimed; null is all of them in proportion
 * @param window the days of use that are claimed
 * @param evidence a reference to what it rests on
 */
public record Claim(
    String id,
    AssetId asset,
    Territory territory,
    PartyId party,
    Kind kind,
    @Nullable BigDecimal share,
    @Nullable PartyId against,
    Holds holds,
    Status status,
    Window window,
    @Nullable String evidence) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /** What is claimed. */
  public enum Kind {
    /** A share: it holds money back once all claims together exceed 100 percent. */
    SHARE,
    /** That the split is wrong: it holds money back at once. */
    DISPUTE,
    /** That it is the party's own voice or likeness: it holds all back at once. */
    IDENTITY
  }

  /** What is held back. */
  public enum Holds {
    /** All money of the asset. */
    WHOLE,
    /** The disputed share. */
    SHARE
  }

  /** What became of it. */
  public enum Status {
    OPEN,
    /** Refused or withdrawn: the money goes to whom it would have gone without it. */
    RELEASED,
    /** Granted: the claimed share goes to the claimant. */
    REDIRECTED
  }

  /**
   * @throws IllegalArgumentException if the share is none, or its kind has none
   */
  public Claim {
    if (share != null && (share.signum() <= 0 || share.compareTo(WHOLE) > 0)) {
      throw new IllegalArgumentException(
          "share '%s' of claim %s is not above 0 and up to 100 percent: correct it"
              .formatted(share.toPlainString(), id));
    }
    if (kind == Kind.SHARE && share == null) {
      throw new IllegalArgumentException(
          "claim %s of kind SHARE names no share: give it in percent".formatted(id));
    }
    if (kind == Kind.IDENTITY && (share != null || against != null || holds == Holds.SHARE)) {
      throw new IllegalArgumentException(
          "claim %s of kind IDENTITY is on the whole asset: leave share, against and holds empty"
              .formatted(id));
    }
    if (holds == Holds.SHARE && share == null && against == null) {
      throw new IllegalArgumentException(
          "claim %s holds a share and names none: give share or against, or hold the WHOLE"
              .formatted(id));
    }
    if (party.equals(against)) {
      throw new IllegalArgumentException(
          "claim %s of %s is against itself: name another holder, or leave against empty"
              .formatted(id, party));
    }
    share = share == null ? null : share.stripTrailingZeros();
  }

  public CatalogueEvent.ClaimRecorded recorded() {
    return new CatalogueEvent.ClaimRecorded(
        id,
        asset.code(),
        territory.code(),
        party.code(),
        kind.name(),
        share == null ? null : share.toPlainString(),
        against == null ? null : against.code(),
        holds.name(),
        status.name(),
        window.from(),
        window.to(),
        evidence);
  }

  public static Claim from(CatalogueEvent.ClaimRecorded event) {
    return new Claim(
        event.claim(),
        new AssetId(event.assetId()),
        new Territory(event.territory()),
        new PartyId(event.partyId()),
        Kind.valueOf(event.kind()),
        event.share() == null ? null : new BigDecimal(event.share()),
        event.against() == null ? null : new PartyId(event.against()),
        Holds.valueOf(event.holds()),
        Status.valueOf(event.status()),
        new Window(event.from(), event.to()),
        event.evidence());
  }
}
