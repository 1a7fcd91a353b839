package org.royaltyledger.api.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Invented song titles, each once. */
final class ExampleNames {

  /** By number, in the language of the artist whose recording it is. */
  private static final Map<Integer, String> SET =
      Map.of(
          2, "Älvornas Kafferep",
          3, "Hljóðlát Vél",
          38, "Το κύμα που ξέχασε",
          40, "Übermorgen im Regen",
          64, "Wait, Then Run",
          65, "雨のあとで猫は笑う",
          66, "The \"Quiet\" Machine");

  private static final List<String> FIRST =
      List.of(
          "Paper",
          "Slow",
          "Copper",
          "Borrowed",
          "Velvet",
          "Sleepless",
          "Northern",
          "Invisible",
          "Salted",
          "Electric",
          "Hollow",
          "Gentle",
          "Crooked",
          "Midnight",
          "Feathered",
          "Lemon",
          "Drowsy",
          "Marble",
          "Unsent",
          "Tangled");
  private static final List<String> SECOND =
      List.of(
          "Harbour",
          "Comet",
          "Orchard",
          "Telephone",
          "Satellite",
          "Lighthouse",
          "Machine",
          "Garden",
          "Weather",
          "Staircase",
          "Postcard",
          "Engine",
          "Tide",
          "Rooftop",
          "Compass",
          "Choir",
          "Snowfall",
          "Carousel",
          "Letter",
          "Horizon");
  private static final List<String> VERSIONS =
      List.of(" (Harbour Version)", " (Demo 2019)", " (Live at Odd Hall)", " (Night Edit)");

  private ExampleNames() {}

  static List<String> titles(int count, long seed) {
    List<Integer> pairs = Shuffle.ofNumbers(FIRST.size() * SECOND.size(), new Dice(seed, -1));
    List<String> titles = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      titles.add(SET.getOrDefault(number, pair(pairs.get(number))));
    }
    return titles;
  }

  private static String pair(int pair) {
    return FIRST.get(pair / SECOND.size()) + " " + SECOND.get(pair % SECOND.size());
  }

  static String version(String title, int number) {
    return title + VERSIONS.get(number % VERSIONS.size());
  }
}
