package org.royaltyledger.api.example;

import static org.royaltyledger.api.example.ExampleParties.ARTISTS;
import static org.royaltyledger.api.example.ExampleParties.PERFORMERS;
import static org.royaltyledger.api.example.ExampleParties.PRODUCERS;
import static org.royaltyledger.api.example.ExampleParties.WRITERS;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.royaltyledger.api.example.ExampleCatalogue.Asset;

/** Who shares in each asset; some shares move in mid-month, some are missing or unclaimed. */
final class ExampleSplits {

  private static final String SIGNED = "2025-01-01";
  private static final String MOVED = "2026-10-16";
  private static final Set<Integer> RECORDINGS_WITHOUT = Set.of(7, 59);
  private static final Set<Integer> WORKS_WITHOUT = Set.of(11);
  private static final Set<Integer> RECORDINGS_UNCLAIMED = Set.of(21, 77);
  private static final Set<Integer> WORKS_UNCLAIMED = Set.of(3, 19, 33);
  private static final int SIGNED_LATE = 40;
  private static final int WITH_A_SHARE_OF_NOTHING = 44;

  private final ExampleCatalogue catalogue;
  private final Csv csv = new Csv("assetId", "territory", "partyId", "share", "from", "to");

  private ExampleSplits(ExampleCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  static String splits(ExampleCatalogue catalogue) {
    ExampleSplits splits = new ExampleSplits(catalogue);
    for (int number = 0; number < catalogue.recordings().size(); number++) {
      splits.recording(number);
    }
    for (int number = 0; number < catalogue.works().size(); number++) {
      splits.work(number);
    }
    for (int number = 0; number < catalogue.voices().size(); number++) {
      splits.voice(number);
    }
    return splits.csv.toString();
  }

  private void recording(int number) {
    Asset asset = catalogue.recordings().get(number);
    if (RECORDINGS_WITHOUT.contains(number)) {
      return;
    }
    Shares shares = recordingShares(number, asset.controller());
    if (RECORDINGS_UNCLAIMED.contains(number)) {
      shares = new Shares().of(asset.controller(), "87.5").of("UNCLAIMED", "12.5");
    }
    if (number == WITH_A_SHARE_OF_NOTHING) {
      shares = new Shares().of(asset.controller(), "60").of("vindoga", "40").of("greta-zwirn", "0");
    }
    if (number % 10 == 5) {
      rows(asset, "Worldwide", shares, SIGNED, MOVED);
      Shares moved =
          new Shares()
              .of(asset.controller(), "45")
              .of(ARTISTS.get(ExampleCatalogue.voiceOf(number)).id(), "47.5")
              .of(PRODUCERS.get(number / 10 % 4).id(), "7.5");
      rows(asset, "Worldwide", moved, MOVED, "");
    } else {
      rows(asset, "Worldwide", shares, number == SIGNED_LATE ? "2026-10-05" : SIGNED, "");
    }
    if (number == 30) {
      rows(
          asset,
          "US",
          new Shares().of("fjallraka", "40").of("odd-lantern", "20").of("astrid-bjorkenas", "40"),
          SIGNED,
          "");
    }
  }

  private static Shares recordingShares(int number, String controller) {
    String artist = ARTISTS.get(ExampleCatalogue.voiceOf(number)).id();
    String producer = PRODUCERS.get(number % 4).id();
    String performer = PERFORMERS.get(number / 6 % 4).id();
    return switch (number % 6) {
      case 0 -> new Shares().of(controller, "50").of(artist, "50");
      case 1 -> new Shares().of(controller, "52.5").of(artist, "40").of(producer, "7.5");
      case 2 -> new Shares().of(controller, "33.34").of(artist, "33.33").of(producer, "33.33");
      case 3 ->
          new Shares()
              .of(controller, "55")
              .of(artist, "32.125")
              .of(producer, "10")
              .of(performer, "2.875");
      case 4 -> new Shares().of(controller, "60").of(artist, "40");
      default -> new Shares().of(controller, "48").of(artist, "45").of(performer, "7");
    };
  }

  private void work(int number) {
    Asset asset = catalogue.works().get(number);
    if (WORKS_WITHOUT.contains(number)) {
      return;
    }
    String first = WRITERS.get(number % 8).id();
    String second = WRITERS.get((number / 8 + 1 + number) % 8).id();
    Shares shares =
        switch (number % 3) {
          case 0 -> new Shares().of(asset.controller(), "50").of(first, "30").of(second, "20");
          case 1 -> new Shares().of(asset.controller(), "40").of(first, "60");
          default ->
              new Shares().of(asset.controller(), "33.34").of(first, "33.33").of(second, "33.33");
        };
    if (WORKS_UNCLAIMED.contains(number)) {
      shares = new Shares().of(asset.controller(), "50").of(first, "25").of("UNCLAIMED", "25");
    }
    if (number % 20 == 6) {
      rows(asset, "Worldwide", shares, SIGNED, MOVED);
      Shares moved = new Shares().of(asset.controller(), "25").of("jonas-kvist", "75");
      rows(asset, "Worldwide", moved, MOVED, "");
    } else {
      rows(asset, "Worldwide", shares, SIGNED, "");
    }
    if (number % 10 == 2 && number < 30) {
      Shares local =
          new Shares().of("kumo-no-ue", "15").of(asset.controller(), "35").of(first, "50");
      rows(asset, "JP", local, SIGNED, "");
    }
  }

  private void voice(int number) {
    Asset asset = catalogue.voices().get(number);
    String singer = asset.id().substring("voice-".length());
    if (number != 17) {
      rows(
          asset,
          "Worldwide",
          new Shares().of(asset.controller(), "30").of(singer, "70"),
          SIGNED,
          "");
    }
  }

  private void rows(Asset asset, String territory, Shares shares, String from, String to) {
    shares.percent.forEach(
        (party, share) -> csv.row(asset.id(), territory, party, share.toPlainString(), from, to));
  }

  /** Percent by party; who appears twice, as label and artist, has the sum. */
  private static final class Shares {

    private final Map<String, BigDecimal> percent = new LinkedHashMap<>();

    Shares of(String party, String share) {
      percent.merge(party, new BigDecimal(share), BigDecimal::add);
      return this;
    }
  }
}
