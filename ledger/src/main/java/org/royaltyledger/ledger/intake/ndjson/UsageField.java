package org.royaltyledger.ledger.intake.ndjson;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names in a usage line; each object of it knows some of them. */
enum UsageField {
  USAGE_ID("usageId", Part.USAGE),
  USED_AT("usedAt", Part.USAGE),
  USE_TYPE("useType", Part.USAGE),
  OFFERING("offering", Part.USAGE),
  TERRITORY("territory", Part.USAGE),
  LISTENER("listener", Part.USAGE),
  QUANTITY("quantity", Part.USAGE),
  MODEL_VERSION("modelVersion", Part.USAGE),
  CONTAINS_AI("containsAI", Part.USAGE),
  CONTRIBUTIONS("contributions", Part.USAGE),
  OUTPUT("output", Part.USAGE),
  ATTRIBUTION("attribution", Part.USAGE),
  ASSET("asset", Part.CONTRIBUTION),
  PARTY("party", Part.CONTRIBUTION),
  ROLE("role", Part.CONTRIBUTION),
  WEIGHT("weight", Part.CONTRIBUTION),
  PROVIDER("provider", Part.ATTRIBUTION),
  METHOD("method", Part.ATTRIBUTION),
  VERSION("version", Part.ATTRIBUTION),
  CONFIDENCE("confidence", Part.ATTRIBUTION);

  /** An object of the line. */
  enum Part {
    USAGE("a usage"),
    CONTRIBUTION("a contribution"),
    ATTRIBUTION("an attribution");

    final String spoken;

    Part(String spoken) {
      this.spoken = spoken;
    }

    /** Its fields, for a message. */
    String fields() {
      return Arrays.stream(UsageField.values())
          .filter(it -> it.part == this)
          .map(it -> it.written)
          .collect(Collectors.joining(", "));
    }
  }

  private static final Map<String, UsageField> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(it -> it.written, Function.identity()));

  final String written;
  final Part part;

  /** This field's place in a set of fields. */
  @SuppressWarnings("EnumOrdinal") // of one line only, never stored
  final int bit = 1 << ordinal();

  UsageField(String written, Part part) {
    this.written = written;
    this.part = part;
  }

  static @Nullable UsageField of(String written, Part part) {
    UsageField field = BY_NAME.get(written);
    return field == null || field.part != part ? null : field;
  }
}
