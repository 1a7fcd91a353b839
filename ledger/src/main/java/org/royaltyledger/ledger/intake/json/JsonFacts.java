package org.royaltyledger.ledger.intake.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.royaltyledger.ledger.intake.FactIntake;
import org.royaltyledger.ledger.intake.FactReader;
import org.royaltyledger.ledger.intake.Line;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** A file of one JSON array of facts; one that is wrong is rejected alone. */
abstract class JsonFacts implements FactReader {

  private final String nouns;
  private final int deepest;

  private record Item(long line, String text, StrictJson.Value value) {}

  /**
   * @param nouns what the array holds, e.g. {@code licences}
   * @param deepest how deep a fact may be nested
   */
  JsonFacts(String nouns, int deepest) {
    this.nouns = nouns;
    this.deepest = deepest;
  }

  /**
   * Offers the fact that an item is.
   *
   * @throws IllegalArgumentException if it is none
   */
  abstract void offer(JsonNode node, Line line, FactIntake intake);

  @Override
  public final void check(String file, InputStream content) throws IOException {
    read(file, content, item -> {});
  }

  @Override
  public final void read(InputStream content, FactIntake intake) throws IOException {
    read(intake.file(), content, item -> offer(item, intake));
  }

  private void offer(Item item, FactIntake intake) {
    Line line = intake.line(item.line(), item.text());
    try {
      offer(item.value().sound(), line, intake);
    } catch (IllegalArgumentException e) {
      intake.reject(line, String.valueOf(e.getMessage()));
    }
  }

  /** Gives out one fact after the other: an array may be longer than memory. */
  private void read(String file, InputStream content, Consumer<Item> taker) throws IOException {
    var text = new RecentText(content, Line.LONGEST);
    try (JsonParser parser = StrictJson.tokens(text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw bad(file, "is not a JSON array: write %s as [{…},{…}]".formatted(nouns));
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        var start = parser.currentTokenLocation();
        text.hold(start.getCharOffset());
        StrictJson.Value value = StrictJson.value(parser, deepest);
        String read = text.held(parser.currentLocation().getCharOffset());
        taker.accept(new Item(start.getLineNr(), read, value));
      }
      if (parser.nextToken() != null) {
        throw bad(file, "has more after its JSON array: write one array");
      }
    } catch (JacksonException e) {
      switch (e.getCause()) {
        case RecentText.NotUtf8 it -> throw bad(file, String.valueOf(it.getMessage()));
        case IOException broken -> throw broken;
        case null, default -> throw notJson(file, e, text);
      }
    }
  }

  private static Refused notJson(String file, JacksonException e, RecentText text) {
    TokenStreamLocation at = e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
    long place = at.getCharOffset();
    return bad(
        file,
        "line %d %s"
            .formatted(
                Math.max(1, at.getLineNr()),
                NotJson.reason(
                    e, text.before(place), text.after(place), Math.max(1, at.getColumnNr()))));
  }

  private static Refused bad(String file, String what) {
    return new Refused(Refused.Code.BAD_INPUT, Quoted.shown(file) + " " + what);
  }
}
