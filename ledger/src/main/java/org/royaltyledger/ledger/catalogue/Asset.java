package org.royaltyledger.ledger.catalogue;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Isrc;
import org.royaltyledger.ledger.value.Iswc;
import org.royaltyledger.ledger.value.PartyId;

/**
 * What can earn; the display artist's name stands elsewhere.
 *
 * @param controller the party that licenses it
 * @param containsAi null is unknown
 */
public record Asset(
    AssetId id,
    Kind kind,
    @Nullable String title,
    @Nullable Isrc isrc,
    @Nullable Iswc iswc,
    PartyId controller,
    @Nullable ContainsAi containsAi) {

  /** The three things that earn. */
  public enum Kind {
    RECORDING,
    WORK,
    VOICE
  }

  /**
   * @param artistHash the keyed hash of the display artist's name, null without one
   */
  public CatalogueEvent.AssetRecorded recorded(@Nullable String artistHash) {
    return new CatalogueEvent.AssetRecorded(
        id.code(),
        kind.name(),
        title,
        artistHash,
        isrc == null ? null : isrc.code(),
        iswc == null ? null : iswc.code(),
        controller.code(),
        containsAi == null ? null : containsAi.written());
  }

  public static Asset from(CatalogueEvent.AssetRecorded event) {
    return new Asset(
        new AssetId(event.assetId()),
        Kind.valueOf(event.kind()),
        event.title(),
        event.isrc() == null ? null : new Isrc(event.isrc()),
        event.iswc() == null ? null : new Iswc(event.iswc()),
        new PartyId(event.controller()),
        event.containsAI() == null ? null : ContainsAi.parse(event.containsAI()));
  }
}
