package org.royaltyledger.api.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.IntakeCounts;
import org.royaltyledger.ledger.intake.ndjson.UsageLineParser;
import org.royaltyledger.ledger.intake.source.LineReader;
import org.royaltyledger.ledger.intake.source.Utf8;
import org.royaltyledger.ledger.store.GroupCommit;
import org.royaltyledger.ledger.store.UsageLog;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.Codes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Items of one request on their way into the log, at most a block of them at a time. */
final class Items {

  /** It is full with so many bytes of content, which bounds what is held of it. */
  static final int MANY_BYTES = 4 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(TokenStreamFactory.Feature.CHARSET_DETECTION).build();

  private final UsageLineParser parser;
  private final UsageBlock.Builder usages = new UsageBlock.Builder();
  private final List<Item> items = new ArrayList<>();
  private long bytes;

  /**
   * An item that was read.
   *
   * @param number of the item or line, from 1
   * @param rejected null if it is a usage
   */
  private record Item(long number, @Nullable Result rejected) {}

  /** The outcome of an item, by its number. */
  record Numbered(long number, Result result) {}

  Items(UsageLineParser parser) {
    this.parser = parser;
  }

  /** Adds one item, which is a usage as a line of a file states it. */
  void add(byte[] content, int offset, int length, long number) {
    String reason = reason(content, offset, length);
    bytes += length;
    items.add(
        new Item(
            number,
            reason == null
                ? null
                : new Result(
                    idIn(content, offset, length), Result.Outcome.REJECTED, null, reason)));
  }

  private @Nullable String reason(byte[] bytes, int offset, int length) {
    if (length > LineReader.LONGEST) {
      return "usage is longer than %d bytes: shorten it".formatted(LineReader.LONGEST);
    }
    int invalid = Utf8.firstInvalid(bytes, offset, length);
    return invalid >= 0
        ? "byte %d is not UTF-8: send it as UTF-8".formatted(invalid + 1)
        : parser.parse(bytes, offset, length, usages);
  }

  boolean isFull() {
    return usages.isFull() || items.size() >= UsageBlock.MOST || bytes >= MANY_BYTES;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /**
   * Writes the usages down; durable when it returns.
   *
   * @param counts told of those that are no usages
   * @param source names an item by its number, for the record of a conflict
   * @return one for each item, in their order
   */
  List<Numbered> write(GroupCommit log, IntakeCounts counts, LongFunction<String> source) {
    UsageBlock block = usages.build();
    List<Item> taken = items.stream().filter(it -> it.rejected == null).toList();
    var appended =
        taken.isEmpty()
            ? new UsageLog.Appended(List.of(), List.of())
            : log.append(block, row -> source.apply(taken.get(row).number));
    counts.rejectUsages(items.size() - taken.size());
    var results = new ArrayList<Numbered>(items.size());
    int row = 0;
    for (Item item : items) {
      results.add(
          new Numbered(
              item.number,
              item.rejected != null ? item.rejected : result(block.usageId(row), appended, row)));
      if (item.rejected == null) {
        row++;
      }
    }
    return results;
  }

  private static Result result(String usageId, UsageLog.Appended appended, int row) {
    UsageBlock.Address address = appended.addresses().get(row);
    return switch (appended.outcomes().get(row)) {
      case ACCEPTED -> new Result(usageId, Result.Outcome.ACCEPTED, address, null);
      case REPEATED -> new Result(usageId, Result.Outcome.REPEATED, address, null);
      case CONFLICT ->
          new Result(usageId, Result.Outcome.CONFLICT, address, UsageLog.conflict(usageId));
    };
  }

  /** The id of an item that is no usage, where it has one. */
  private static @Nullable String idIn(byte[] bytes, int offset, int length) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean id = in.currentName().equals("usageId");
        if (in.nextToken() == JsonToken.VALUE_STRING && id) {
          return Codes.require("usageId", in.getString());
        }
        in.skipChildren();
      }
      return null;
    } catch (JacksonException | IllegalArgumentException e) {
      return null;
    }
  }
}
