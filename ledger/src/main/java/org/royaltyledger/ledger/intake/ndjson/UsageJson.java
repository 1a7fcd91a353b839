package org.royaltyledger.ledger.intake.ndjson;

import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.json.NotJson;
import org.royaltyledger.ledger.intake.ndjson.UsageField.Part;
import org.royaltyledger.ledger.intake.source.Utf8;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.value.Codes;
import org.royaltyledger.ledger.value.ContainsAi;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads any usage line by Jackson, and says of a bad one what is wrong with it. */
final class UsageJson {

  private static final int DEPTH = 32;

  /** Values have no bound but the line's: what is too long is said of the field by its own rule. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION) // UTF-8, never UTF-16
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * @throws UsageReject if the line is not one object with the fields of a usage
   */
  void read(byte[] bytes, int offset, int length, UsageDraft draft) {
    int invalid = Utf8.firstInvalid(bytes, offset, length);
    if (invalid >= 0) {
      throw new UsageReject(
          "byte %d is not UTF-8: save the file as UTF-8 and import it again"
              .formatted(invalid + 1));
    }
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new UsageReject("line is not a JSON object: write one usage in braces on each line");
      }
      usage(in, draft);
      if (in.nextToken() != null) {
        throw new UsageReject("line goes on after the usage: write one usage on each line");
      }
    } catch (JacksonException e) {
      throw new UsageReject("line " + NotJson.reason(e, bytes, offset, length));
    }
  }

  private void usage(JsonParser in, UsageDraft draft) {
    int seen = 0;
    for (UsageField field = field(in, Part.USAGE, seen);
        field != null;
        field = field(in, Part.USAGE, seen)) {
      seen |= field.bit;
      JsonToken token = in.nextToken();
      switch (field) {
        case USAGE_ID -> draft.usageId = required(in, field);
        case USED_AT -> {
          UsageTime time = UsageTime.parse(text(in, field));
          draft.second = time.second();
          draft.nano = time.nano();
          draft.hasTime = true;
        }
        case USE_TYPE -> draft.useType = required(in, field);
        case OFFERING -> draft.offering = required(in, field);
        case TERRITORY -> draft.territory = text(in, field);
        case LISTENER -> draft.listener = optional(in, field);
        case QUANTITY ->
            draft.quantity =
                token == JsonToken.VALUE_NULL ? 1 : UsageNumber.quantity(number(in, field));
        case MODEL_VERSION -> draft.modelVersion = optional(in, field);
        case CONTAINS_AI ->
            draft.containsAi = token == JsonToken.VALUE_NULL ? null : containsAi(text(in, field));
        case CONTRIBUTIONS -> contributions(in, draft);
        case OUTPUT -> draft.output = optional(in, field);
        case ATTRIBUTION -> attribution(in, draft);
        default -> throw new IllegalStateException("no field of a usage: " + field);
      }
    }
  }

  private void contributions(JsonParser in, UsageDraft draft) {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType(in, UsageField.CONTRIBUTIONS, "an array of objects");
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw wrongType(in, UsageField.CONTRIBUTIONS, "an array of objects");
      }
      if (draft.contributions == UsageDraft.MOST_CONTRIBUTIONS) {
        throw new UsageReject(
            "contributions are more than 1000: sum up the smallest of them, "
                + "at most 1000 are allowed in a usage");
      }
      contribution(in, draft, draft.contributions);
      draft.contributions++;
    }
  }

  private void contribution(JsonParser in, UsageDraft draft, int index) {
    String asset = null;
    String party = null;
    String role = "";
    long weight = -1;
    int seen = 0;
    for (UsageField field = field(in, Part.CONTRIBUTION, seen);
        field != null;
        field = field(in, Part.CONTRIBUTION, seen)) {
      seen |= field.bit;
      JsonToken token = in.nextToken();
      switch (field) {
        case ASSET -> asset = optional(in, field);
        case PARTY -> party = optional(in, field);
        case ROLE -> role = token == JsonToken.VALUE_NULL ? "" : remark(in, field, Codes.LONGEST);
        case WEIGHT -> weight = UsageNumber.weight(number(in, field));
        default -> throw new IllegalStateException("no field of a contribution: " + field);
      }
    }
    String target = asset == null ? party : asset;
    if (target == null) {
      throw new UsageReject(
          "contribution %d names neither asset nor party: give one".formatted(index + 1));
    }
    if (asset != null && party != null) {
      throw new UsageReject(
          "contribution %d names asset '%s' and party '%s': give one of them"
              .formatted(index + 1, UsageReject.shown(asset), UsageReject.shown(party)));
    }
    if (weight < 0) {
      throw new UsageReject(
          "weight of contribution %d is missing: give a decimal from 0 to 1".formatted(index + 1));
    }
    draft.byParty[index] = party != null;
    draft.target[index] = target;
    draft.role[index] = role;
    draft.given[index] = weight;
  }

  private void attribution(JsonParser in, UsageDraft draft) {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw wrongType(in, UsageField.ATTRIBUTION, "an object");
    }
    int seen = 0;
    for (UsageField field = field(in, Part.ATTRIBUTION, seen);
        field != null;
        field = field(in, Part.ATTRIBUTION, seen)) {
      seen |= field.bit;
      if (in.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (field) {
        case PROVIDER -> draft.provider = remark(in, field, Attribution.LONGEST_TEXT);
        case METHOD -> draft.method = remark(in, field, Attribution.LONGEST_TEXT);
        case VERSION -> draft.version = remark(in, field, Attribution.LONGEST_TEXT);
        case CONFIDENCE -> draft.confidence = UsageNumber.confidence(number(in, field));
        default -> throw new IllegalStateException("no field of an attribution: " + field);
      }
    }
  }

  /** The next field's name; null at the object's end. */
  private static @Nullable UsageField field(JsonParser in, Part part, int seen) {
    String name = in.nextName();
    if (name == null) {
      return null;
    }
    UsageField field = UsageField.of(name, part);
    if (field == null) {
      throw new UsageReject(
          "field '%s' is unknown in %s: leave it out, or correct it to one of %s"
              .formatted(UsageReject.shown(name), part.spoken, part.fields()));
    }
    if ((seen & field.bit) != 0) {
      throw new UsageReject(
          "field '%s' stands twice in %s: give it once".formatted(name, part.spoken));
    }
    return field;
  }

  private static String required(JsonParser in, UsageField field) {
    return code(field, text(in, field));
  }

  private static @Nullable String optional(JsonParser in, UsageField field) {
    return in.currentToken() == JsonToken.VALUE_NULL ? null : code(field, text(in, field));
  }

  private static String code(UsageField field, String text) {
    try {
      return Codes.require(field.written, text);
    } catch (IllegalArgumentException e) {
      throw new UsageReject(String.valueOf(e.getMessage()));
    }
  }

  private static String remark(JsonParser in, UsageField field, int longest) {
    try {
      return Codes.requireText(field.written, text(in, field), longest);
    } catch (IllegalArgumentException e) {
      throw new UsageReject(String.valueOf(e.getMessage()));
    }
  }

  private static ContainsAi containsAi(String text) {
    try {
      return ContainsAi.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageReject(String.valueOf(e.getMessage()));
    }
  }

  private static String text(JsonParser in, UsageField field) {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(in, field, "a string");
    }
    return in.getString();
  }

  private static String number(JsonParser in, UsageField field) {
    JsonToken token = in.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw wrongType(in, field, "a JSON number without quotes");
    }
    return in.getString();
  }

  private static UsageReject wrongType(JsonParser in, UsageField field, String wanted) {
    JsonToken token = in.currentToken();
    String value =
        switch (token) {
          case START_OBJECT -> "{…}";
          case START_ARRAY -> "[…]";
          case VALUE_STRING -> "\"" + UsageReject.shown(in.getString()) + "\"";
          case null, default -> UsageReject.shown(String.valueOf(in.getString()));
        };
    return new UsageReject("%s is %s: give %s".formatted(field.written, value, wanted));
  }
}
