package org.royaltyledger.ledger.personal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Details as the one text that is hashed and sealed: a line {@code field=value} for each that is
 * given. No value has a line break.
 */
public final class DetailText {

  private DetailText() {}

  static String of(SequencedMap<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + it.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** The fields of such a text, in their order. */
  public static SequencedMap<String, String> fields(String text) {
    var fields = new LinkedHashMap<String, String>();
    text.lines()
        .forEach(
            line -> {
              int end = line.indexOf('=');
              fields.put(line.substring(0, Math.max(end, 0)), line.substring(end + 1));
            });
    return Collections.unmodifiableSequencedMap(fields);
  }
}
