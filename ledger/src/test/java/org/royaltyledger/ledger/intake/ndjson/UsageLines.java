package org.royaltyledger.ledger.intake.ndjson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Usage lines by seed: valid ones in every way they may be written, and damaged ones. */
final class UsageLines {

  /** One line with every field, as the documents show it. */
  static final String FULL =
      "{\"usageId\":\"u-1\",\"usedAt\":\"2026-10-03T12:00:00Z\",\"useType\":\"OnDemandStream\","
          + "\"offering\":\"ai-remix\",\"territory\":\"SE\",\"listener\":\"l-42\",\"quantity\":1,"
          + "\"modelVersion\":\"remix-2\",\"containsAI\":\"Partly\",\"contributions\":["
          + "{\"asset\":\"USRC17607839\",\"role\":\"voice\",\"weight\":0.5},"
          + "{\"asset\":\"T9109247316\",\"role\":\"composition\",\"weight\":0.3},"
          + "{\"party\":\"ben\",\"role\":\"producer\",\"weight\":0.2}],\"attribution\":"
          + "{\"provider\":\"acme\",\"method\":\"influence\",\"version\":\"3\",\"confidence\":0.93}}";

  private static final String[] SCRAPS = {
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "0",
    "1",
    "-",
    ".",
    "e",
    "E9",
    "1e400",
    "null",
    "true",
    "\"weight\":0.5,",
    "\"usageId\":\"x\",",
    "\"x\":1,",
    "\\u0000",
    "\\ud800",
    "\u007F",
    "\t",
    " ",
    "ø",
    "\u200B",
    "𝄞",
    "Z",
    "+02:00",
    "60",
    "0.0000000000001",
    "99999999999999",
    "\"party\":\"p\",",
    "[]",
    "{}"
  };

  private final SplittableRandom random;

  UsageLines(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A line that is to be accepted, whether offerings normalise or not. */
  String valid() {
    List<String> fields = new ArrayList<>();
    fields.add(field("usageId", text("u-" + random.nextLong())));
    fields.add(field("usedAt", text(time())));
    fields.add(field("useType", text(one("OnDemandStream", "Generation", "GenAIRemix"))));
    fields.add(field("offering", text(one("exact", "norm"))));
    fields.add(field("territory", text(one("SE", "DE", "Worldwide"))));
    perhaps(fields, field("listener", text("l-" + random.nextInt(1_000))));
    perhaps(fields, field("quantity", one("1", "2", "37", "1000000000000")));
    perhaps(fields, field("modelVersion", text(one("remix-2", "m ü"))));
    perhaps(fields, field("containsAI", text(one("All", "Partly", "None"))));
    boolean output = random.nextInt(4) == 0;
    if (output) {
      fields.add(field("output", text("out-" + random.nextInt(100))));
    }
    if (!output || random.nextBoolean()) {
      fields.add(field("contributions", contributions()));
    }
    perhaps(fields, field("attribution", attribution()));
    return object(fields);
  }

  /** A line that may be anything. */
  String damaged() {
    StringBuilder line = new StringBuilder(valid());
    for (int i = 1 + random.nextInt(3); i > 0 && !line.isEmpty(); i--) {
      int at = random.nextInt(line.length());
      int end = Math.min(line.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> line.delete(at, end);
        case 1 -> line.insert(at, one(SCRAPS));
        case 2 -> line.replace(at, end, one(SCRAPS));
        default -> line.insert(at, line.substring(at, end));
      }
    }
    return line.toString();
  }

  private String contributions() {
    int count = 1 + random.nextInt(5);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> fields = new ArrayList<>();
      fields.add(field(one("asset", "party"), text("t-" + random.nextInt(100))));
      perhaps(fields, field("role", text(one("voice", "", "stem"))));
      fields.add(
          field("weight", count == 4 ? one("0.25", "25e-2", "0.250", "2.5E-1") : weight(i, count)));
      all.add(object(fields));
    }
    return "[" + space() + String.join(space() + "," + space(), all) + space() + "]";
  }

  private String weight(int index, int count) {
    return switch (count) {
      case 1 -> one("1", "1.0", "1e0", "10e-1", "0.1e+1");
      case 2 -> index == 0 ? "0.999999999999" : one("0.000000000001", "1e-12");
      case 3 -> index == 0 ? one("0.5", "0.50", "5e-1") : "0.25";
      default -> index == 0 ? "1" : one("0", "0.0", "0e5", "-0");
    };
  }

  private String attribution() {
    List<String> fields = new ArrayList<>();
    perhaps(fields, field("provider", text(one("acme", ""))));
    perhaps(fields, field("method", text("influence")));
    perhaps(fields, field("version", text("3")));
    perhaps(fields, field("confidence", one("0.93", "0.930", "1", "0", "0.0", "1.0", "93e-2")));
    return object(fields);
  }

  private String time() {
    return one("2026-10-03T12:00:00", "2024-02-29t00:00:00", "1999-12-31T23:59:59.25")
        + one("Z", "z", "+02:00", "-00:30");
  }

  private String object(List<String> fields) {
    if (random.nextBoolean()) {
      Collections.shuffle(fields, new Random(random.nextLong()));
    }
    StringJoiner object = new StringJoiner(space() + "," + space(), "{" + space(), space() + "}");
    fields.forEach(object::add);
    return object.toString();
  }

  private String field(String name, String value) {
    return "\"" + name + "\"" + space() + ":" + space() + value;
  }

  private void perhaps(List<String> fields, String field) {
    if (random.nextInt(3) > 0) {
      fields.add(field);
    }
  }

  private String text(String text) {
    return random.nextInt(20) == 0
        ? "\"" + text.replace("-", "\\u002d").replace("/", "\\/") + "\""
        : "\"" + text + "\"";
  }

  private String space() {
    return random.nextInt(6) == 0 ? one(" ", "  ", "\t") : "";
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }
}
