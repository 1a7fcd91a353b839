package org.royaltyledger.ledger.intake.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.catalogue.Asset;
import org.royaltyledger.ledger.fact.Key;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.Personal;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.personal.PersonalKind;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.ContainsAi;
import org.royaltyledger.ledger.value.Isrc;
import org.royaltyledger.ledger.value.Iswc;
import org.royaltyledger.ledger.value.PartyId;

/** {@code assets*.csv}: what can earn, and who licenses it. */
public final class AssetsCsv extends CsvFacts {

  public AssetsCsv() {
    super("assetId kind controller", "title artist isrc iswc containsAI");
  }

  @Override
  List<String> personal() {
    return List.of("artist");
  }

  @Override
  void row(CsvRow row, FactIntake intake) {
    String isrc = row.optional("isrc");
    String iswc = row.optional("iswc");
    String containsAi = row.optional("containsAI");
    var asset =
        new Asset(
            id(row.given("assetId")),
            row.oneOf("kind", Asset.Kind.class),
            text(row, "title"),
            isrc == null ? null : new Isrc(isrc),
            iswc == null ? null : new Iswc(iswc),
            intake.known(new PartyId(row.given("controller"))),
            containsAi == null ? null : ContainsAi.parse(containsAi));
    String artist = text(row, "artist");
    if (artist == null) {
      intake.offer(asset.recorded(null), row.line());
    } else {
      Personal kept =
          intake.personal(
              row.line(),
              PersonalKind.ARTIST,
              asset.id().code(),
              Key.of("asset", asset.id().code()),
              artist);
      intake.offer(asset.recorded(kept.hash()), row.line(), kept);
    }
  }

  private static AssetId id(String code) {
    if (code.equals("*")) {
      throw new IllegalArgumentException(
          "asset id * is reserved for every asset of a consent or licence: choose another id");
    }
    return new AssetId(code);
  }

  private static @Nullable String text(CsvRow row, String column) {
    String text = row.optional(column);
    return text == null ? null : Values.text(column, text);
  }
}
