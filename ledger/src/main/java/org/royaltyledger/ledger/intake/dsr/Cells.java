package org.royaltyledger.ledger.intake.dsr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.royaltyledger.ledger.intake.source.LineReader;

/**
 * The cells of a row, separated by tabs: {@code \} takes the next character as it is, {@code |}
 * stands between the values of one cell. There is no quoting.
 */
final class Cells {

  private final long line;
  private final String[] raw;

  private Cells(long line, String[] raw) {
    this.line = line;
    this.raw = raw;
  }

  static Cells of(LineReader lines) {
    return of(
        lines.number(),
        new String(lines.buffer(), lines.offset(), lines.length(), StandardCharsets.UTF_8));
  }

  static Cells of(long line, String row) {
    return new Cells(line, row.split("\t", -1));
  }

  /** The number of the row's line. */
  long line() {
    return line;
  }

  int count() {
    return raw.length;
  }

  /** The record type, as written. */
  String type() {
    return raw[0];
  }

  /** A cell as written, empty if the row has no such cell. */
  String raw(int cell) {
    return cell < raw.length ? raw[cell] : "";
  }

  /**
   * One value, empty if the row has no such cell.
   *
   * @throws IllegalArgumentException if the cell ends within an escape
   */
  String text(int cell) {
    return cell < raw.length ? String.join("|", split(cell)) : "";
  }

  /**
   * The values of a repeated cell, without empty ones.
   *
   * @throws IllegalArgumentException if the cell ends within an escape
   */
  List<String> values(int cell) {
    return cell < raw.length
        ? split(cell).stream().filter(it -> !it.isEmpty()).toList()
        : List.of();
  }

  private List<String> split(int cell) {
    String given = raw[cell];
    if (given.indexOf('\\') < 0 && given.indexOf('|') < 0) {
      return List.of(given);
    }
    var values = new ArrayList<String>();
    var value = new StringBuilder();
    for (int i = 0; i < given.length(); i++) {
      char it = given.charAt(i);
      if (it == '|') {
        values.add(value.toString());
        value.setLength(0);
      } else if (it != '\\') {
        value.append(it);
      } else if (++i < given.length()) {
        value.append(given.charAt(i));
      } else {
        throw new IllegalArgumentException(
            "cell %d ends with a single \\, which takes the next character as it is: write \\\\ for the character itself"
                .formatted(cell + 1));
      }
    }
    values.add(value.toString());
    return values;
  }
}
