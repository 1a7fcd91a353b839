package org.royaltyledger.api.usage;

import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** The content of a request with one usage, or an array of them. */
final class JsonBody {

  /** The most bytes of it. */
  static final int LARGEST = 16 << 20;

  /** The most items of an array. */
  static final int MOST = UsageBlock.MOST;

  private static final int DEEPEST = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION) // UTF-8, never UTF-16
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LARGEST)
                  .maxNameLength(LARGEST)
                  .maxStringLength(LARGEST)
                  .build())
          .build();

  private JsonBody() {}

  /** What is done with each item: a part of the content. */
  @FunctionalInterface
  interface Taker {
    void take(int offset, int length, long number);
  }

  /** Whether it is an array; else it should be one usage. */
  static boolean isArray(byte[] content) {
    for (byte it : content) {
      if (it != ' ' && it != '\t' && it != '\r' && it != '\n') {
        return it == '[';
      }
    }
    throw new Refused(
        Refused.Code.BAD_INPUT, "the content is empty: send one usage, or an array of them");
  }

  /**
   * Gives out the items of an array.
   *
   * @throws Refused BAD_INPUT if it is no array from its first byte to its last, or too long
   */
  static void items(byte[] content, Taker taker) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), content)) {
      in.nextToken();
      long number = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        long from = in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        in.finishToken();
        long to = in.currentLocation().getByteOffset();
        if (from < 0 || to > content.length || ++number > MOST) {
          throw new Refused(
              Refused.Code.BAD_INPUT,
              from < 0 || to > content.length
                  ? "the content is not UTF-8: send it as UTF-8"
                  : "the array has more than %d usages, and none was taken: send them as application/x-ndjson, one usage a line"
                      .formatted(MOST));
        }
        taker.take((int) from, (int) (to - from), number);
      }
      if (in.nextToken() != null) {
        throw new Refused(
            Refused.Code.BAD_INPUT,
            "the content goes on after the array, and no usage of it was taken: send one array");
      }
    } catch (JacksonException e) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "the array is not JSON from its first byte to its last, and no usage of it was taken (line %d, column %d): correct it and send it again"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    }
  }
}
