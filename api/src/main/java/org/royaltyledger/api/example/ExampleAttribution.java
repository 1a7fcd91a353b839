package org.royaltyledger.api.example;

/** Who says so, and how sure: {@code "attribution":{…}}. */
final class ExampleAttribution {

  private static final byte[][] ANALYSES = {
    Lines.bytes(",\"attribution\":{\"provider\":\"echotrace\",\"method\":\"influence\","),
    Lines.bytes(",\"attribution\":{\"provider\":\"echotrace\",\"method\":\"shapley\","),
    Lines.bytes(",\"attribution\":{\"provider\":\"stemwise\",\"method\":\"separation\",")
  };
  private static final byte[] VERSION = Lines.bytes("\"version\":\"");
  private static final byte[] CONFIDENCE = Lines.bytes("\",\"confidence\":0.");

  private ExampleAttribution() {}

  static void write(Lines out, Dice dice) {
    out.put(ANALYSES[dice.below(ANALYSES.length)]);
    out.put(VERSION).number(2 + dice.below(2));
    out.put(CONFIDENCE).number(55 + dice.below(45)).put('}');
  }
}
