package org.royaltyledger.api.scenario;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/** Terms of a licence as the contract's JSON. */
final class Terms {
  private Terms() {}

  static String percentOf(String figure, String percent) {
    return "{\"percentOf\":[\"%s\",\"%s\"]}".formatted(figure, percent);
  }

  static String ofNet(String percent) {
    return percentOf("netRevenue", percent);
  }

  static String perUse(String amount, String currency) {
    return "{\"perUse\":[\"%s\",\"%s\"]}".formatted(amount, currency);
  }

  static String perSubscriber(String amount, String currency) {
    return "{\"perSubscriber\":[\"%s\",\"%s\"]}".formatted(amount, currency);
  }

  static String flat(String amount, String currency) {
    return "{\"flat\":[\"%s\",\"%s\"]}".formatted(amount, currency);
  }

  static String flatForEachRow(String amount, String currency) {
    return "{\"flat\":[\"%s\",\"%s\",\"ROW\"]}".formatted(amount, currency);
  }

  static String performanceRoyalties() {
    return "{\"amountOf\":\"performanceRoyalties\"}";
  }

  static String greaterOf(String... terms) {
    return list("greaterOf", terms);
  }

  static String lesserOf(String... terms) {
    return list("lesserOf", terms);
  }

  static String sum(String... terms) {
    return list("sum", terms);
  }

  static String minus(String from, String less) {
    return list("minus", from, less);
  }

  static String steps(String... steps) {
    return list("steps", steps);
  }

  static String stepsByUnits(String... steps) {
    return list("stepsByUnits", steps);
  }

  static String step(String from, String term) {
    return "{\"from\":\"%s\",\"term\":%s}".formatted(from, term);
  }

  private static String list(String name, String... items) {
    return Arrays.stream(items).collect(joining(",", "{\"" + name + "\":[", "]}"));
  }
}
