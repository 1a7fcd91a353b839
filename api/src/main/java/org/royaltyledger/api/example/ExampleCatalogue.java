package org.royaltyledger.api.example;

import static org.royaltyledger.api.example.ExampleParties.ARTISTS;
import static org.royaltyledger.api.example.ExampleParties.PERFORMERS;
import static org.royaltyledger.api.example.ExampleParties.WRITERS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.royaltyledger.api.example.ExampleParties.Person;

/**
 * The 200 assets: 110 recordings of 70 works, and 20 voices.
 *
 * @param recordings number r is sung by the voice {@link #voiceOf} and embodies {@link #workOf}
 */
record ExampleCatalogue(List<Asset> recordings, List<Asset> works, List<Asset> voices) {

  private static final int RECORDINGS = 110;
  private static final int WORKS = 70;

  /** A row of {@code assets.csv}; an absent code is empty. */
  record Asset(
      String id,
      String kind,
      String title,
      String artist,
      String isrc,
      String iswc,
      String controller,
      String containsAI) {}

  static ExampleCatalogue of(long seed) {
    List<String> titles = ExampleNames.titles(WORKS, seed);
    List<Asset> recordings = new ArrayList<>();
    for (int number = 0; number < RECORDINGS; number++) {
      recordings.add(recording(number, titles.get(workOf(number))));
    }
    List<Asset> works = new ArrayList<>();
    for (int number = 0; number < WORKS; number++) {
      works.add(work(number, titles.get(number)));
    }
    List<Asset> voices = new ArrayList<>();
    for (int number = 0; number < ARTISTS.size(); number++) {
      voices.add(voice(ARTISTS.get(number), label(number)));
    }
    for (Person performer : PERFORMERS.subList(0, 2)) {
      voices.add(voice(performer, performer.id()));
    }
    return new ExampleCatalogue(List.copyOf(recordings), List.copyOf(works), List.copyOf(voices));
  }

  static int workOf(int recording) {
    return recording % WORKS;
  }

  /** Also the number of the artist. */
  static int voiceOf(int recording) {
    if (recording < 34) {
      return recording % 5;
    } else if (recording < 64) {
      return 5 + recording % 4;
    } else if (recording < 86) {
      return 9 + recording % 3;
    }
    return 12 + (recording - 86) / 4;
  }

  String assets() {
    Csv csv =
        new Csv("assetId", "kind", "title", "artist", "isrc", "iswc", "controller", "containsAI");
    Stream.of(recordings, works, voices)
        .flatMap(List::stream)
        .forEach(
            it ->
                csv.row(
                    it.id,
                    it.kind,
                    it.title,
                    it.artist,
                    it.isrc,
                    it.iswc,
                    it.controller,
                    it.containsAI));
    return csv.toString();
  }

  private static Asset recording(int number, String song) {
    String title = number < WORKS ? song : ExampleNames.version(song, number);
    String artist = ARTISTS.get(voiceOf(number)).name();
    String controller = label(voiceOf(number));
    String isrc = ExampleCodes.isrc(registrant(controller), 2018 + number % 9, number + 1);
    String containsAI = number % 13 == 0 ? "Partly" : number % 7 == 0 ? "" : "None";
    return new Asset(isrc, "RECORDING", title, artist, isrc, "", controller, containsAI);
  }

  private static Asset work(int number, String title) {
    String iswc = ExampleCodes.iswc(1 + 17 * number);
    return new Asset(iswc, "WORK", title, "", "", iswc, publisher(number), "None");
  }

  private static Asset voice(Person singer, String controller) {
    String title = "Voice of " + singer.name();
    return new Asset("voice-" + singer.id(), "VOICE", title, singer.name(), "", "", controller, "");
  }

  /** Who controls an artist's recordings and voice: a label, or the artist. */
  private static String label(int artist) {
    if (artist < 5) {
      return "fjallraka";
    } else if (artist < 9) {
      return "kupferkanne";
    }
    return artist < 12 ? "odd-lantern" : ARTISTS.get(artist).id();
  }

  private static String publisher(int work) {
    if (work < 34) {
      return "quill-and-kite";
    }
    return work < 62 ? "moosgarten" : WRITERS.get((work - 62) / 2).id();
  }

  private static String registrant(String controller) {
    return switch (controller) {
      case "fjallraka" -> "FJR";
      case "kupferkanne" -> "KUP";
      case "odd-lantern" -> "LNT";
      default -> "IND";
    };
  }
}
