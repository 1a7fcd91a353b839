package org.royaltyledger.ledger.intake.csv;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.intake.Line;
import org.royaltyledger.ledger.intake.Values;
import org.royaltyledger.ledger.value.Window;

/** A row by the names of its columns. */
final class CsvRow {

  private final Line line;
  private final Map<String, Integer> places;
  private final List<String> cells;

  CsvRow(Line line, Map<String, Integer> places, List<String> cells) {
    this.line = line;
    this.places = places;
    this.cells = cells;
  }

  Line line() {
    return line;
  }

  /** As written; empty if the column is not there. */
  String raw(String column) {
    Integer place = places.get(column);
    return place == null || place >= cells.size() ? "" : cells.get(place);
  }

  /**
   * @throws IllegalArgumentException if the cell is empty
   */
  String given(String column) {
    String cell = raw(column);
    if (cell.isEmpty()) {
      throw new IllegalArgumentException(column + " is empty: give one");
    }
    return cell;
  }

  /** The cell, null if it is empty. */
  @Nullable String optional(String column) {
    String cell = raw(column);
    return cell.isEmpty() ? null : cell;
  }

  <E extends Enum<E>> E oneOf(String column, Class<E> type) {
    return Values.oneOf(column, given(column), type);
  }

  <E extends Enum<E>> E oneOf(String column, E otherwise) {
    String cell = raw(column);
    return cell.isEmpty() ? otherwise : Values.oneOf(column, cell, otherwise.getDeclaringClass());
  }

  /** The columns {@code from} and {@code to}. */
  Window window() {
    return Values.window(given("from"), raw("to"));
  }
}
