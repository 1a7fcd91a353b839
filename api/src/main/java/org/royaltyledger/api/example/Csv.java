package org.royaltyledger.api.example;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A CSV file in the making (RFC 4180, with LF): cells are quoted where they must be. */
final class Csv {

  private final StringBuilder text = new StringBuilder();

  Csv(String... header) {
    row(header);
  }

  Csv row(String... cells) {
    text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(","))).append('\n');
    return this;
  }

  private static String cell(String cell) {
    boolean plain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0;
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
