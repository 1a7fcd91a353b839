package org.royaltyledger.api.example;

import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.api.example.ExampleCatalogue.Asset;
import org.royaltyledger.api.example.ExampleParties.Person;

/** Who is in a remix or a generated output: one to five contributions. Not for several threads. */
final class ExampleContributions {

  /** At most so many contributions. */
  static final int MOST = 5;

  private static final int UNKNOWN_ASSETS = 6;
  private static final byte[] COUNTS = {1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 5};
  private static final byte[] PRODUCERS = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 0};

  private static final byte[] OPEN = Lines.bytes("\"contributions\":[");

  private final ExampleWeights weights = new ExampleWeights();
  private final Popularity popularity;
  private final byte[][] recordings;
  private final byte[][] works;
  private final byte[][] voices;
  private final byte[][] unknown;
  private final byte[][] producers;
  private final byte[] stranger = Lines.bytes("{\"party\":\"someone-new\"");
  private final byte[] asRecording = role("recording");
  private final byte[] asStem = role("stem");
  private final byte[] asVoice = role("voice");
  private final byte[] asComposition = role("composition");
  private final byte[] asProducer = role("producer");
  private final byte[] asInfluence = role("training influence");

  private final byte[][] who = new byte[MOST][];
  private final byte[][] as = new byte[MOST][];
  private int count;

  ExampleContributions(ExampleCatalogue catalogue, long seed) {
    popularity = new Popularity(catalogue.recordings().size(), new Dice(seed, -3));
    recordings = assets(catalogue.recordings().stream().map(Asset::id).toList());
    works = assets(catalogue.works().stream().map(Asset::id).toList());
    voices = assets(catalogue.voices().stream().map(Asset::id).toList());
    List<String> strangers = new ArrayList<>();
    for (int serial = 1; serial <= UNKNOWN_ASSETS; serial++) {
      strangers.add(ExampleCodes.isrc("NEW", 2026, serial));
    }
    unknown = assets(strangers);
    producers =
        ExampleParties.PRODUCERS.stream()
            .map(Person::id)
            .map(id -> Lines.bytes("{\"party\":\"" + id + '"'))
            .toArray(byte[][]::new);
  }

  /** Draws who is in a remix: a song, its singer, its work, its producer, another song's stem. */
  void drawRemix(Dice dice) {
    start(dice);
    int recording = popularity.draw(dice);
    int wanted = COUNTS[dice.below(COUNTS.length)];
    if (wanted > 2) {
      add(voices[voice(recording, dice)], asVoice);
    }
    add(recordings[recording], wanted > 2 ? asStem : asRecording);
    if (wanted > 1) {
      add(works[ExampleCatalogue.workOf(recording)], asComposition);
    }
    if (wanted > 3) {
      add(producers[PRODUCERS[dice.below(PRODUCERS.length)]], asProducer);
    }
    if (wanted > 4) {
      add(recordings[popularity.draw(dice)], asStem);
    }
    finish(dice);
  }

  /** Draws what influenced a generation: recordings and works, sometimes a voice or a producer. */
  void drawGeneration(Dice dice) {
    start(dice);
    int wanted = COUNTS[dice.below(COUNTS.length)];
    while (count < wanted) {
      int recording = popularity.draw(dice);
      switch (dice.below(16)) {
        case 0 -> add(producers[PRODUCERS[dice.below(PRODUCERS.length)]], asProducer);
        case 1, 2 -> add(voices[voice(recording, dice)], asVoice);
        case 3, 4, 5, 6, 7, 8, 9 -> add(recordings[recording], asInfluence);
        default -> add(works[ExampleCatalogue.workOf(recording)], asInfluence);
      }
    }
    finish(dice);
  }

  /** Replaces the weights by scores that do not add up to 1. */
  void score(Dice dice) {
    weights.drawScores(dice, count);
  }

  /** Writes {@code "contributions":[…]}. */
  void write(Lines out, boolean padded) {
    out.put(OPEN);
    for (int part = 0; part < count; part++) {
      if (part > 0) {
        out.put(',');
      }
      out.put(who[part]).put(as[part]);
      weights.write(out, part, padded);
      out.put('}');
    }
    out.put(']');
  }

  private void start(Dice dice) {
    count = 0;
    if (dice.oneIn(400)) {
      add(unknown[dice.below(UNKNOWN_ASSETS)], asStem);
    } else if (dice.oneIn(2_000)) {
      add(stranger, asProducer);
    }
  }

  private void finish(Dice dice) {
    weights.draw(dice, count);
  }

  private void add(byte[] contributor, byte[] role) {
    if (count < MOST) {
      who[count] = contributor;
      as[count] = role;
      count++;
    }
  }

  /** Mostly the artist, now and then a backing singer. */
  private int voice(int recording, Dice dice) {
    int artists = ExampleParties.ARTISTS.size();
    return dice.oneIn(12)
        ? artists + dice.below(voices.length - artists)
        : ExampleCatalogue.voiceOf(recording);
  }

  private static byte[][] assets(List<String> ids) {
    return ids.stream().map(id -> Lines.bytes("{\"asset\":\"" + id + '"')).toArray(byte[][]::new);
  }

  private static byte[] role(String role) {
    return Lines.bytes(",\"role\":\"" + role + "\",\"weight\":");
  }
}
